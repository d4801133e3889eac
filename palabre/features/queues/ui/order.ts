import type { Shapes } from "@/kit/api";

export type Member = Shapes["MemberOut"];
export type Place = { agent_id: string; level: number; position: number };

/** Who changes his place when one goes up (-1) or down (1) within his level; the others stay. */
export function moved(members: Member[], agent: string, by: -1 | 1): Place[] {
  const own = members.find((each) => each.agent_id === agent);
  if (!own) return [];
  const peers = members.filter((each) => each.level === own.level);
  const at = peers.indexOf(own);
  const other = peers[at + by];
  if (!other) return [];
  const wanted = [...peers];
  [wanted[at], wanted[at + by]] = [other, own];
  return wanted
    .map((each, position) => ({ agent_id: each.agent_id, level: own.level, position, was: each.position }))
    .filter(({ position, was }) => position !== was)
    .map(({ agent_id, level, position }) => ({ agent_id, level, position }));
}

/** The place behind everybody of a level. */
export function last(members: Member[], level: number): number {
  return Math.max(-1, ...members.filter((each) => each.level === level).map((each) => each.position)) + 1;
}
