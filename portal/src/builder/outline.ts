import type { Shapes } from "@/kit/api";

export type Node = {
  type: string;
  fields?: Record<string, unknown>;
  exits?: Record<string, string>;
  comment?: string | null;
};
/** A drawn scenario, as far as it is read here. */
export type Drawing = { start: string; steps: Record<string, Node> };
export type Scenario = Omit<Shapes["ScenarioDrawn"], "draft"> & { draft: Drawing };
export type Listed = { name: string; type: string; says: string | null; exits: [string, string][] };

/** The steps in the order in which a caller may come to them; those that nothing leads to come last. */
export function outline({ start, steps }: Drawing): Listed[] {
  const order: string[] = [];
  const waiting = [start, ...Object.keys(steps)];
  const reached = (name: string) => {
    if (!steps[name] || order.includes(name)) return;
    order.push(name);
    for (const target of Object.values(steps[name]?.exits ?? {})) reached(target);
  };
  waiting.forEach(reached);
  return order.flatMap((name) => {
    const step = steps[name];
    if (!step) return [];
    return [{ name, type: step.type, says: said(step.fields), exits: Object.entries(step.exits ?? {}) }];
  });
}

/** The text of a step's prompt, when it has one. */
function said(fields: Node["fields"]): string | null {
  const prompt = fields?.prompt as { text?: unknown } | undefined;
  return typeof prompt?.text === "string" ? prompt.text : null;
}
