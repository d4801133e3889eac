/** Words by key; each feature brings its own in `ui/texts.ts`. */
export type Words = { [key: string]: string | Words };

type Same<T> = { [Key in keyof T]: T[Key] extends string ? string : Same<T[Key]> };

export type Texts = { fr: Words; en: Words };

/** Both languages say the same things: a key that one of them lacks does not compile. */
export function texts<French extends Words>(fr: French, en: Same<French>): Texts {
  return { fr, en: en as Words };
}

export const LANGUAGES = ["fr", "en"] as const;
export type Language = (typeof LANGUAGES)[number];
