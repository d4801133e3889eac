import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    title: "Mise en attente",
    about: "Ce qu’entend celui que l’on fait patienter, et le rappel à qui l’oublie.",
    music: "Musique d’attente",
    stock: "Musique standard",
    remind: "Rappeler un appel oublié en attente",
    remindAbout: "Le téléphone de qui fait patienter sonne de nouveau.",
    after: "Au bout de",
  },
  {
    title: "Hold",
    about: "What those hear who wait, and the reminder for those who forget them.",
    music: "Music on hold",
    stock: "Standard music",
    remind: "Remind of a call forgotten on hold",
    remindAbout: "The phone of who holds it rings again.",
    after: "After",
  },
);
