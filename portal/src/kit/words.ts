import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    more: "Afficher plus",
    again: "Réessayer",
    close: "Fermer",
    trouble: "Impossible d’afficher ces données",
    live: { now: "Actualisé en continu", away: "En attente du service" },
  },
  {
    more: "Show more",
    again: "Try again",
    close: "Close",
    trouble: "This cannot be shown",
    live: { now: "Up to date", away: "Waiting for the service" },
  },
);
