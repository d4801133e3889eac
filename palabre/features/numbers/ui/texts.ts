import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    map: {
      title: "Plan de numérotation",
      about: "Les numéros courts pris et libres, et ce qui empêche d’en prendre d’autres.",
      length_one: "{{count}} chiffre : {{taken}} pris, {{free}} libres",
      length_many: "{{count}} chiffres : {{taken}} pris, {{free}} libres",
      length_other: "{{count}} chiffres : {{taken}} pris, {{free}} libres",
      overlap: "{{digits}} est aussi le début de {{longer}} : certains téléphones s’arrêtent trop tôt.",
      state: {
        free: "Libre",
        taken: "Pris",
        feature_code: "Code de téléphone",
        emergency: "Urgences",
        parking: "Parking",
      },
    },
    moved: {
      title: "Anciens numéros annoncés",
      none: "Aucun ancien numéro",
      noneYet: "Quand un poste change de numéro, l’ancien peut annoncer le nouveau pendant quelques jours.",
      old: "Ancien",
      whose: "De qui",
      until: "Annoncé jusqu’au",
      remove: "L’ancien numéro ne répondra plus et redevient libre.",
    },
  },
  {
    map: {
      title: "Numbering plan",
      about: "Which short numbers are taken and free, and what stands in the way of others.",
      length_one: "{{count}} digit: {{taken}} taken, {{free}} free",
      length_many: "{{count}} digits: {{taken}} taken, {{free}} free",
      length_other: "{{count}} digits: {{taken}} taken, {{free}} free",
      overlap: "{{longer}} begin with {{digits}} too: some phones stop too early.",
      state: {
        free: "Free",
        taken: "Taken",
        feature_code: "Feature code",
        emergency: "Emergency",
        parking: "Parking",
      },
    },
    moved: {
      title: "Old numbers that are announced",
      none: "No old number",
      noneYet: "When an extension gets another number, the old one can announce the new one for some days.",
      old: "Old one",
      whose: "Whose",
      until: "Announced until",
      remove: "The old number will not answer any more, and is free again.",
    },
  },
);
