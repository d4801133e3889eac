import { expect, test } from "vitest";
import { ceiling, filled, NOTHING } from "./period";

test("hours without calls have their place between the others", () => {
  const part = (since: string, joined: number) => ({ ...NOTHING, since, joined });
  const shown = filled([part("2026-03-03T08:00:00Z", 2), part("2026-03-03T11:00:00Z", 1)], true);
  expect(shown.map((each) => each.joined)).toEqual([2, 0, 0, 1]);
  expect(shown[1]?.since).toBe("2026-03-03T09:00:00.000Z");
});

test("days are one column each when the clocks change", () => {
  const part = (since: string) => ({ ...NOTHING, since, joined: 1 });
  const shown = filled([part("2026-03-28T23:00:00Z"), part("2026-03-29T22:00:00Z")], false);
  expect(shown.map((each) => each.joined)).toEqual([1, 1]);
});

test("nothing has no columns", () => {
  expect(filled([], true)).toEqual([]);
});

test.each([
  [0, 4],
  [5, 6],
  [17, 20],
  [100, 100],
  [21, 24],
  [101, 120],
])("a chart of up to %d goes up to %d", (highest, top) => {
  expect(ceiling(highest)).toBe(top);
});
