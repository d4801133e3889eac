import { texts as both } from "@/kit/texts";

export const texts = both(
  {
    title: "Codes",
    about: "Ce que l’on compose sur son téléphone",
    print: "Imprimer",
    list: "Codes à composer",
    none: "Aucun code",
    change: "Modifier un code",
    column: { code: "Code", does: "Ce qu’il fait", state: "État" },
    off: "Désactivé",
    on: "Ce code est en service",
    usually: "D’habitude {{digits}}",
    digits: "Commence par 0 ou *, quatre caractères au plus.",
    restore: "Remettre {{digits}}",
  },
  {
    title: "Codes",
    about: "What can be dialled on a phone",
    print: "Print",
    list: "Codes to dial",
    none: "No code",
    change: "Change a code",
    column: { code: "Code", does: "What it does", state: "State" },
    off: "Switched off",
    on: "This code is in service",
    usually: "Usually {{digits}}",
    digits: "Begins with 0 or *, four characters at most.",
    restore: "Back to {{digits}}",
  },
);
