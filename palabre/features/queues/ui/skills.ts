/** A skill in a form, where it may still be without a name. */
export type Skill = { key: number; name: string; level: number };

export const MOST_SKILLS = 20;
export const MOST_LEVEL = 10;

export function listed(skills: Record<string, number>): Skill[] {
  return Object.entries(skills).map(([name, level], key) => ({ key, name, level }));
}

/** What is sent: without the nameless; of two of the same name the better counts. */
export function kept(skills: Skill[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { name, level } of skills) {
    const named = name.trim();
    if (named) found[named] = Math.max(level, found[named] ?? 0);
  }
  return found;
}

/** One more, without a name yet. */
export function more(skills: Skill[]): Skill[] {
  const key = Math.max(-1, ...skills.map((each) => each.key)) + 1;
  return [...skills, { key, name: "", level: MOST_LEVEL / 2 }];
}
