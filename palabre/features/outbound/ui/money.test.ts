import { expect, test } from "vitest";
import { money, used } from "./money";

test.each([
  ["fr", "EUR", "1234.5", "1 234,50 €"],
  ["fr", "EUR", "0.0125", "0,0125 €"],
  ["en", "EUR", "12", "€12.00"],
  ["fr", "XOF", "75", "75 F CFA"],
])("in %s and %s, %s is %s", (language, currency, amount, shown) => {
  expect(money(language, currency)(amount).replaceAll(/[\u00a0\u202f]/g, " ")).toBe(shown);
});

test.each([
  ["0", "1000", 0, "leaf"],
  ["799", "1000", 80, "leaf"],
  ["800", "1000", 80, "orange"],
  ["1500", "1000", 100, "red"],
  ["0", "0", 100, "red"],
])("%s of %s is %d %%, %s", (spent, limit, share, color) => {
  expect(used(spent, limit)).toEqual({ share, color });
});
