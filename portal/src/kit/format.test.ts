import { expect, test } from "vitest";
import { clock, formats, spoken } from "./format";

const NOON = Date.parse("2026-03-02T12:00:00Z");

test.each([
  [0, "0:00"],
  [5.9, "0:05"],
  [185, "3:05"],
  [3725, "1:02:05"],
  [-3, "0:00"],
])("%d seconds on a clock are %s", (seconds, shown) => {
  expect(clock(seconds)).toBe(shown);
});

test.each([
  [0.2, "0 s"],
  [42, "42 s"],
  [185, "3 min 5 s"],
  [3600, "1 h"],
])("%d seconds in words are %s", (seconds, words) => {
  expect(spoken(seconds).replaceAll("\u00a0", " ")).toBe(words);
});

test.each([
  ["fr", "2026-03-02T08:30:00Z", "Aujourd’hui"],
  ["fr", "2026-03-01T23:59:00Z", "Hier"],
  ["fr", "2026-02-27T08:30:00Z", "Vendredi 27 février"],
  ["fr", "2025-12-24T08:30:00Z", "Mercredi 24 décembre 2025"],
  ["en", "2026-03-02T08:30:00Z", "Today"],
  ["en", "2026-02-27T08:30:00Z", "Friday 27 February"],
])("in %s, %s is %s", (language, at, shown) => {
  expect(formats(language, "Africa/Abidjan").day(at, NOON).replace("'", "’")).toBe(shown);
});

test("times are those of the company's time zone", () => {
  expect(formats("fr", "Europe/Paris").seconds("2026-07-01T22:30:05Z")).toBe("00:30:05");
});
