import type { Drawing, Node } from "@/builder/outline";

/** The drawing with a step changed, renamed or added; the first one is the start. */
export function withStep(drawing: Drawing, before: string, name: string, step: Node): Drawing {
  const steps = Object.entries({ ...drawing.steps, [before]: step }).map(([each, node]): [string, Node] => [
    each === before ? name : each,
    { ...node, exits: led(node.exits ?? {}, before, name) },
  ]);
  const start = drawing.start === before || !drawing.start ? name : drawing.start;
  return { ...drawing, start, steps: Object.fromEntries(steps) };
}

/** The drawing without a step, and without the arrows to it. */
export function without(drawing: Drawing, name: string): Drawing {
  const steps = Object.entries(drawing.steps)
    .filter(([each]) => each !== name)
    .map(([each, node]) => [
      each,
      {
        ...node,
        exits: Object.fromEntries(Object.entries(node.exits ?? {}).filter(([, to]) => to !== name)),
      },
    ]);
  return { ...drawing, start: drawing.start === name ? "" : drawing.start, steps: Object.fromEntries(steps) };
}

function led(exits: Record<string, string>, before: string, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(exits).map(([exit, to]) => [exit, to === before ? name : to]));
}
