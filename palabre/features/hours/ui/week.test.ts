import { expect, test } from "vitest";
import { days, timeOf } from "./week";

const stretch = (start: string, end: string, open: boolean) => ({
  start,
  end,
  open,
  why: "period" as const,
  name: null,
});

test("a day is cut where its state changes", () => {
  const found = days(
    [
      stretch("2026-11-23T00:00:00Z", "2026-11-23T08:00:00Z", false),
      stretch("2026-11-23T08:00:00Z", "2026-11-23T18:00:00Z", true),
      stretch("2026-11-23T18:00:00Z", "2026-11-24T00:00:00Z", false),
    ],
    "Africa/Abidjan",
  );
  expect(found).toHaveLength(1);
  expect(found[0]?.parts.map(({ from, to, open }) => [timeOf(from), timeOf(to), open])).toEqual([
    ["00:00", "08:00", false],
    ["08:00", "18:00", true],
    ["18:00", "24:00", false],
  ]);
});

test("a night shift lies on two days", () => {
  const found = days([stretch("2026-11-23T22:00:00Z", "2026-11-24T06:00:00Z", true)], "UTC");
  expect(
    found.map(({ date, parts }) => [date, timeOf(parts[0]?.from ?? 0), timeOf(parts[0]?.to ?? 0)]),
  ).toEqual([
    ["2026-11-23", "22:00", "24:00"],
    ["2026-11-24", "00:00", "06:00"],
  ]);
});

test("times are those of the company, not of the browser", () => {
  const found = days([stretch("2026-07-01T07:00:00Z", "2026-07-01T16:00:00Z", true)], "Europe/Paris");
  expect(timeOf(found[0]?.parts[0]?.from ?? 0)).toBe("09:00");
});
