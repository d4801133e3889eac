import { api, type Shapes } from "@/kit/api";

export type Queue = Shapes["QueueOut"];
export type QueueChange = Shapes["QueueChange"];
export type LiveAgent = Shapes["AgentLive"];
export type Today = Shapes["QueueToday"];

export const MOST = 200;
export const EVERY_MS = 2000;
const TODAY_EVERY_MS = 15_000;

/** Since midnight, by queue: those whom nobody has called are missing. */
export function useToday(): Map<string, Today> {
  const found = api.useQuery("get", "/api/v1/queues/today", {}, { refetchInterval: TODAY_EVERY_MS });
  return new Map(found.data?.map((each) => [each.queue_id, each]));
}

/** What the agents of a queue do at the moment. */
export function useAgents(queue: string) {
  const params = { params: { path: { queue_id: queue } } };
  return api.useQuery("get", "/api/v1/queues/{queue_id}/agents", params, { refetchInterval: EVERY_MS });
}

export const percent = (share: number) => Math.round(share * 100);
