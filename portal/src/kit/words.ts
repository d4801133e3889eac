import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    more: "Afficher plus",
    again: "Réessayer",
    close: "Fermer",
    trouble: "Impossible d’afficher ces données",
  },
  { more: "Show more", again: "Try again", close: "Close", trouble: "This cannot be shown" },
);
