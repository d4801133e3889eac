import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    title: "Mise en attente",
    about: "Ce que l’on entend en attente, et le rappel d’un appel oublié.",
    music: "Musique d’attente",
    stock: "Musique standard",
    remind: "Rappeler un appel oublié en attente",
    remindAbout: "Le téléphone qui a mis l’appel en attente sonne de nouveau.",
    after: "Au bout de",
  },
  {
    title: "Hold",
    about: "What people on hold hear, and the reminder of a forgotten call.",
    music: "Music on hold",
    stock: "Standard music",
    remind: "Remind of a call forgotten on hold",
    remindAbout: "The phone of whoever holds it rings again.",
    after: "After",
  },
);
