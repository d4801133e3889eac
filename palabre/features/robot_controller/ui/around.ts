import { api, type Shapes, troubleOf } from "@/kit/api";

export type Robot = Shapes["RobotOut"];
export type Entry = Shapes["RobotEntryOut"];

const MINUTE = 60_000;

/** How the lost callers of a queue are called back; `off` where nothing has been said about it. */
export function useRobot(queue: string) {
  const params = { params: { path: { queue_id: queue } } };
  const found = api.useQuery("get", "/api/v1/queues/{queue_id}/robot", params, { staleTime: MINUTE });
  // Asked again after an error, it is as it was until the answer is there.
  const again = found.isPending && found.errorUpdateCount > 0;
  const off = again || (found.error !== null && troubleOf(found.error).status === 404);
  return { robot: off ? undefined : found.data, off, found };
}
