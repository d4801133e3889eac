import { expect, test } from "vitest";
import { outline } from "@/builder/outline";

const step = (type: string, exits: Record<string, string> = {}, fields: object = {}) => ({
  type,
  exits,
  fields,
});

test("steps come in the order in which a caller may reach them", () => {
  const found = outline({
    start: "welcome",
    steps: {
      bye: step("hang_up"),
      lost: step("hang_up"),
      menu: step("menu", { "1": "bye", no_key: "menu" }, { prompt: { text: "Tapez 1." } }),
      welcome: step("greeting", { done: "menu" }),
    },
  } as never);
  expect(found.map((each) => each.name)).toEqual(["welcome", "menu", "bye", "lost"]);
  expect(found[1]?.says).toBe("Tapez 1.");
  expect(found[1]?.exits).toEqual([
    ["1", "bye"],
    ["no_key", "menu"],
  ]);
});

test("an empty drawing has no steps, and an arrow to nothing leads nowhere", () => {
  expect(outline({ start: "", steps: {} } as never)).toEqual([]);
  const broken = { start: "a", steps: { a: step("greeting", { done: "gone" }) } };
  expect(outline(broken as never)).toHaveLength(1);
});
