import { useMemo } from "react";
import { useTranslation } from "react-i18next";

const LOCALES: Record<string, string> = { fr: "fr-FR", en: "en-GB" };
const NEAR = 0.8;

/** Amounts as the language writes them; prices may have more decimals than coins. */
export function money(language: string, currency: string): (amount: string | number) => string {
  const locale = LOCALES[language] ?? language;
  const format = new Intl.NumberFormat(locale, { style: "currency", currency, maximumFractionDigits: 6 });
  return (amount) => format.format(Number(amount));
}

export function useMoney(currency: string) {
  const { i18n } = useTranslation();
  return useMemo(() => money(i18n.language, currency), [i18n.language, currency]);
}

/** How much of a limit is used, 0 to 100, and the colour that says whether it matters. */
export function used(spent: string, limit: string): { share: number; color: string } {
  const share = Number(limit) > 0 ? Number(spent) / Number(limit) : 1;
  const color = share >= 1 ? "red" : share >= NEAR ? "orange" : "leaf";
  return { share: Math.min(100, Math.round(share * 100)), color };
}
