import { expect, test } from "vitest";
import { phoneNumber } from "./phoneNumber";

test.each([
  ["+2250701020304", "+225 07 01 02 03 04"],
  ["+33145678901", "+33 1 45 67 89 01"],
  ["+221771234567", "+221 77 123 45 67"],
  ["+22507", "+22507"],
  ["+15551234567", "+15551234567"],
  ["101", "101"],
  ["anonymous", "anonymous"],
  ["", ""],
])("%s is written %s", (digits, written) => {
  expect(phoneNumber(digits).replaceAll("\u00a0", " ")).toBe(written);
});
