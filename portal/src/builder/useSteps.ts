import { without, withStep } from "@/builder/change";
import type { Drawing, Node } from "@/builder/outline";
import { client } from "@/kit/api";
import { useSaving } from "@/kit/useSaving";

/** Changes the steps of a draft; arrows follow a step that gets another name. */
export function useSteps(scenario: string, drawing: Drawing) {
  const { save, busy, trouble } = useSaving();
  const put = (drawn: Drawing) =>
    save(() =>
      client.PUT("/api/v1/scenarios/{scenario_id}/draft", {
        params: { path: { scenario_id: scenario } },
        body: drawn as never,
      }),
    );
  return {
    busy,
    trouble,
    keep: (before: string, name: string, step: Node) => put(withStep(drawing, before, name, step)),
    remove: (name: string) => put(without(drawing, name)),
  };
}
