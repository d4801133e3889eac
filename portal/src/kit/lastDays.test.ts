import { expect, test } from "vitest";
import { beginning } from "./lastDays";

const NOON = Date.parse("2026-03-03T12:00:05.250Z");

test.each([
  ["1", "Africa/Abidjan", "2026-03-03T00:00:00.000Z"],
  ["7", "Africa/Abidjan", "2026-02-25T00:00:00.000Z"],
  ["1", "Europe/Paris", "2026-03-02T23:00:00.000Z"],
  ["1", "Asia/Tokyo", "2026-03-02T15:00:00.000Z"],
] as const)("the last %s days in %s began at %s", (days, zone, since) => {
  expect(beginning(days, NOON, zone)).toBe(since);
});
