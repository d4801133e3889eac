import { expect, test } from "vitest";
import { french, texts } from "@/kit/texts";

test("no line of a French text begins with a sign", () => {
  expect(french("Fermer ou rouvrir : « 67 % » ; sûr ?")).toBe(
    "Fermer ou rouvrir\u00a0: «\u00a067\u00a0%\u00a0»\u00a0; sûr\u00a0?",
  );
});

test("only French is spaced so, at every depth", () => {
  const both = texts({ a: { b: "Qui ?" } }, { a: { b: "Who ?" } });
  expect(both).toEqual({ fr: { a: { b: "Qui\u00a0?" } }, en: { a: { b: "Who ?" } } });
});
