import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useTimeZone } from "@/kit/timeZone";

const LOCALES: Record<string, string> = { fr: "fr-FR", en: "en-GB" };
const DAY_MS = 86_400_000;

/** 5 → "0:05", 3725 → "1:02:05". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** 42 → "42 s", 185 → "3 min 5 s", 3600 → "1 h". */
export function spoken(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, string][] = [
    [Math.floor(whole / 3600), "h"],
    [Math.floor(whole / 60) % 60, "min"],
    [whole % 60, "s"],
  ];
  const told = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count}\u00a0${unit}`);
  return told.join(" ") || "0\u00a0s";
}

/** Dates and times as the language writes them, in the company's time zone. */
export function formats(language: string, timeZone?: string) {
  const locale = LOCALES[language] ?? language;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const made = new Intl.DateTimeFormat(locale, { timeZone, ...options });
    return (at: string | number) => made.format(new Date(at));
  };
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const seconds = format({ hour: "2-digit", minute: "2-digit", second: "2-digit" });
  const date = format({ weekday: "long", day: "numeric", month: "long" });
  const dated = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const short = format({ day: "2-digit", month: "2-digit" });
  const key = format({ year: "numeric", month: "2-digit", day: "2-digit" });
  const near = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  /** "Aujourd'hui", "Hier", else the date; the year only when it is not this one. */
  const day = (at: string, now: number) => {
    const ago = [0, 1].find((days) => key(at) === key(now - days * DAY_MS));
    if (ago !== undefined) return capital(near.format(-ago, "day"));
    const year = (moment: string | number) => new Date(moment).getUTCFullYear();
    return capital(year(at) === year(now) ? date(at) : dated(at));
  };
  const count = new Intl.NumberFormat(locale);
  return { time, seconds, day, short, number: (value: number) => count.format(value) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function useFormats() {
  const { i18n } = useTranslation();
  const timeZone = useTimeZone();
  return useMemo(() => formats(i18n.language, timeZone), [i18n.language, timeZone]);
}
