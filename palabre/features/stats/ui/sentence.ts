import type { Line } from "./tell";

type Translate = (key: string, options: Record<string, unknown>) => string;

/** What stands in a sentence as a code, and under which key of the texts its words are. */
const CODED = {
  cause: "cause",
  type: "type",
  exit: "exit",
  why: "why",
  code: "trouble",
  kind: "kind",
} as const;

/** A line of the story as a sentence; a code that has no words is shown as it is. */
export function sentence(line: Line, t: Translate): string {
  const values = { ...line.values };
  for (const [name, group] of Object.entries(CODED)) {
    const code = values[name];
    if (code === undefined) continue;
    values[name] = t(`${group}.${code}`, { defaultValue: t(`${group}.other`, { code, defaultValue: code }) });
  }
  return t(line.words, values);
}
