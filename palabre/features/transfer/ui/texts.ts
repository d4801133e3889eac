import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    title: "Transferts",
    about: "Un appel que personne ne prend revient à qui l’a transféré.",
    by_keys: {
      name: "Transférer par les touches",
      about:
        "Pendant un appel : *102 pour demander d’abord, *102# pour passer l’appel, *1 pour le reprendre.",
    },
    shows_caller: {
      name: "Montrer le numéro de l’appelant",
      about: "Sinon, celui à qui l’on transfère voit le numéro de qui transfère.",
    },
  },
  {
    title: "Transfers",
    about: "A call that nobody takes comes back to whoever transferred it.",
    by_keys: {
      name: "Transfer by keys",
      about: "During a call: *102 to ask first, *102# to pass the call on, *1 to take it back.",
    },
    shows_caller: {
      name: "Show the caller’s number",
      about: "Otherwise the target sees the number of whoever transfers.",
    },
  },
);
