/** Words by key; each feature brings its own in `ui/texts.ts`. */
export type Words = { [key: string]: string | Words };

type Same<T> = { [Key in keyof T]: T[Key] extends string ? string : Same<T[Key]> };

export type Texts = { fr: Words; en: Words };

/** Both languages say the same things: a key that one of them lacks does not compile. */
export function texts<French extends Words>(fr: French, en: Same<French>): Texts {
  return { fr: throughout(fr, french), en: en as Words };
}

/** French signs of two parts stay with their word: no line begins with a colon. */
export function french(text: string): string {
  return text.replace(/ ([:;?!»%])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
}

function throughout(words: Words, change: (text: string) => string): Words {
  const changed = Object.entries(words).map(([key, each]) => [
    key,
    typeof each === "string" ? change(each) : throughout(each, change),
  ]);
  return Object.fromEntries(changed);
}

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
