import { expect, test } from "vitest";
import { kept, listed, more } from "./skills";

test("skills come through a form as they were", () => {
  expect(kept(listed({ anglais: 7, wolof: 10 }))).toEqual({ anglais: 7, wolof: 10 });
});

test("a skill without a name is not kept, and of two alike the better is", () => {
  const twice = [
    { key: 0, name: " anglais ", level: 3 },
    { key: 1, name: "anglais", level: 8 },
  ];
  expect(kept(more(twice))).toEqual({ anglais: 8 });
});
