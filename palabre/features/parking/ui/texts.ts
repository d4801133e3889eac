import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    title: "Parking",
    about: "Un appel garé attend en musique à un emplacement ; qui compose l’emplacement le reprend.",
    enabled: "Garer des appels",
    number: "Numéro du parking",
    last: "Dernier emplacement",
    recall: "Rappeler après",
    now: "Garés en ce moment",
    nobody: "Aucun appel garé.",
    by: "garé par {{who}}, depuis {{for}}",
  },
  {
    title: "Parking",
    about: "A parked call waits with music in a slot; whoever dials the slot takes it.",
    enabled: "Park calls",
    number: "Parking number",
    last: "Last slot",
    recall: "Ring back after",
    now: "Parked now",
    nobody: "No call is parked.",
    by: "parked by {{who}}, for {{for}}",
  },
);
