import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    more: "Afficher plus",
    again: "Réessayer",
    close: "Fermer",
    save: "Enregistrer",
    cancel: "Annuler",
    remove: "Supprimer",
    add: "Ajouter",
    away: "Le service ne répond pas. Rien n’est perdu : réessayez dans un instant.",
    trouble: "Impossible d’afficher ces données",
    live: { now: "Actualisé en continu", away: "En attente du service" },
  },
  {
    more: "Show more",
    again: "Try again",
    close: "Close",
    save: "Save",
    cancel: "Cancel",
    remove: "Delete",
    add: "Add",
    away: "The service does not answer. Nothing is lost: try again in a moment.",
    trouble: "This cannot be shown",
    live: { now: "Up to date", away: "Waiting for the service" },
  },
);
