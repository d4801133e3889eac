import { expect, test } from "vitest";
import { instant, wall } from "./zone";

test.each([
  ["2026-03-02T12:00", "Africa/Abidjan", "2026-03-02T12:00:00.000Z"],
  ["2026-07-01T00:30", "Europe/Paris", "2026-06-30T22:30:00.000Z"],
  ["2026-03-29T03:30", "Europe/Paris", "2026-03-29T01:30:00.000Z"],
  ["2026-10-25T03:30", "Europe/Paris", "2026-10-25T02:30:00.000Z"],
])("%s on a wall in %s is %s", (shown, zone, at) => {
  expect(instant(shown, zone)).toBe(at);
  expect(wall(at, zone)).toBe(shown);
});
