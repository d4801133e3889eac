import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    title: "Souffleur",
    about: "Un responsable écoute la conversation d’un collègue, lui souffle, ou s’en mêle.",
    notice: {
      name: "Prévenir le collègue",
      about: "Il entend un signal quand quelqu’un l’écoute. Le client n’entend jamais rien.",
    },
    microphone: {
      name: "Micro ouvert dès l’entrée",
      about: "Sinon le responsable ouvre son micro lui-même.",
    },
    follows: { name: "Après un transfert, suivre", agent: "Le collègue", client: "Le client" },
    supervisors: {
      title: "Qui peut écouter qui",
      none: "Personne : donnez ce droit à un poste.",
      ofAll: "{{who}} : toutes les conversations",
      ofOne: "{{who}} : les conversations du service {{department}}",
      remove: "Ce poste ne pourra plus entrer dans les conversations.",
      who: "Responsable",
      whom: "Peut écouter",
      everybody: "Tout le monde",
    },
    uses: {
      title: "Qui a écouté qui",
      none: "Personne n’a été écouté",
      noneYet: "Chaque usage du souffleur est inscrit ici et ne peut être effacé.",
      when: "Quand",
      who: "Responsable",
      agent: "Chez",
      did: "Ce qu’il a fait",
      now: "en ce moment",
    },
    mode: { listen: "Écouter", whisper: "Souffler", barge: "Entrer", take_over: "Prendre l’appel" },
  },
  {
    title: "Souffleur",
    about: "A supervisor listens to a colleague’s conversation, whispers to him, or joins in.",
    notice: {
      name: "Tell the colleague",
      about: "He hears a tone when somebody listens. The client never hears anything.",
    },
    microphone: {
      name: "Microphone on from the start",
      about: "Otherwise the supervisor switches his microphone on himself.",
    },
    follows: { name: "After a transfer, follow", agent: "The colleague", client: "The client" },
    supervisors: {
      title: "Who may listen to whom",
      none: "Nobody: give this right to an extension.",
      ofAll: "{{who}}: all conversations",
      ofOne: "{{who}}: conversations of the department {{department}}",
      remove: "This extension will not be able to enter conversations any more.",
      who: "Supervisor",
      whom: "May listen to",
      everybody: "Everybody",
    },
    uses: {
      title: "Who has listened to whom",
      none: "Nobody was listened to",
      noneYet: "Every use of the souffleur is written down here and cannot be erased.",
      when: "When",
      who: "Supervisor",
      agent: "With",
      did: "What he did",
      now: "at this moment",
    },
    mode: { listen: "Listen", whisper: "Whisper", barge: "Join in", take_over: "Take over" },
  },
);
