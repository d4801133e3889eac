import { expect, test } from "vitest";
import { last, moved } from "./order";

const member = (agent_id: string, level: number, position: number) => ({ agent_id, level, position });
const AWA = member("awa", 0, 0);
const YAO = member("yao", 0, 0);
const EVE = member("eve", 0, 7);
const KOFFI = member("koffi", 1, 0);
const ALL = [AWA, YAO, EVE, KOFFI];

test("one goes up before his neighbour, whatever their positions were", () => {
  expect(moved(ALL, "yao", -1)).toEqual([member("awa", 0, 1), member("eve", 0, 2)]);
});

test("one goes down behind his neighbour", () => {
  expect(moved(ALL, "yao", 1)).toEqual([member("eve", 0, 1), member("yao", 0, 2)]);
});

test.each([
  ["awa", -1],
  ["eve", 1],
  ["koffi", -1],
  ["koffi", 1],
  ["nobody", 1],
] as const)("%s cannot go further (%d): nobody leaves his level", (agent, by) => {
  expect(moved(ALL, agent, by)).toEqual([]);
});

test.each([
  [0, 8],
  [1, 1],
  [2, 0],
])("a new one of level %d is behind all of them, at %d", (level, position) => {
  expect(last(ALL, level)).toBe(position);
});
