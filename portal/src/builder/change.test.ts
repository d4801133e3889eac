import { expect, test } from "vitest";
import { without, withStep } from "@/builder/change";

const drawing = {
  start: "menu",
  steps: { menu: { type: "menu", exits: { "1": "bye", no_key: "menu" } }, bye: { type: "hang_up" } },
};

test("arrows follow a step that gets another name", () => {
  const found = withStep(drawing, "menu", "accueil", drawing.steps.menu);
  expect(found.start).toBe("accueil");
  expect(found.steps.accueil?.exits).toEqual({ "1": "bye", no_key: "accueil" });
  expect(Object.keys(found.steps)).toEqual(["accueil", "bye"]);
});

test("the first step of an empty drawing is its start", () => {
  expect(withStep({ start: "", steps: {} }, "a", "a", { type: "hang_up" }).start).toBe("a");
});

test("with a step its arrows go", () => {
  const found = without(drawing, "bye");
  expect(found.steps).toEqual({ menu: { type: "menu", exits: { no_key: "menu" } } });
});
