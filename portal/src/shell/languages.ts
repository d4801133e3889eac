import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { texts as builder } from "@/builder/texts";
import { LANGUAGES, type Language, type Texts } from "@/kit/texts";
import { texts as kit } from "@/kit/words";
import { texts as settings } from "@/settings/texts";
import { texts as shell } from "@/shell/texts";

const KEPT = "palabre-language";
const found = import.meta.glob<{ texts: Texts }>("../../../palabre/features/*/ui/texts.ts", { eager: true });

/** The texts of the shell, the kit, the builder, the settings and all features, each under its own name. */
function everything(language: Language) {
  const features = Object.entries(found).map(([path, { texts }]) => [
    path.split("/").at(-3),
    texts[language],
  ]);
  return {
    shell: shell[language],
    kit: kit[language],
    builder: builder[language],
    settings: settings[language],
    ...Object.fromEntries(features),
  };
}

function firstLanguage(): Language {
  const wanted = [localStorage.getItem(KEPT), ...navigator.languages].map((each) => each?.slice(0, 2));
  return LANGUAGES.find((each) => each === wanted.find((one) => one === "fr" || one === "en")) ?? "fr";
}

export async function startLanguages(): Promise<void> {
  i18next.on("languageChanged", (language) => {
    document.documentElement.lang = language;
  });
  await i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: "fr",
    defaultNS: "shell",
    resources: { fr: everything("fr"), en: everything("en") },
    interpolation: { escapeValue: false },
  });
}

export function chooseLanguage(language: Language): void {
  localStorage.setItem(KEPT, language);
  void i18next.changeLanguage(language);
}

/** Speak a user's language, unless this browser was told another one. */
export function suggestLanguage(language: Language): void {
  if (!localStorage.getItem(KEPT)) void i18next.changeLanguage(language);
}
