import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    title: "Téléphonie",
    about: "Mise en attente, parking, transferts et souffleur, pour toute l’entreprise",
  },
  { title: "Telephony", about: "Hold, parking, transfers and souffleur, for the whole company" },
);
