import { expect, test } from "vitest";
import { exitsOf, fieldsOf } from "@/builder/fields";

test("each kind of field is known by its schema", () => {
  const fields = fieldsOf({
    required: ["extension"],
    properties: {
      extension: { type: "string", format: "uuid", widget: "extension", title: "Extension" },
      seconds: { anyOf: [{ type: "integer", minimum: 1, maximum: 600 }, { type: "null" }], default: null },
      prompt: { $ref: "#/$defs/Prompt" },
      keys: { type: "array", items: { type: "string", pattern: "^[0-9*#]$" } },
      answer: { type: "boolean", default: true },
      method: { enum: ["GET", "POST"], type: "string" },
      branches: { type: "array", items: { $ref: "#/$defs/Branch" } },
    },
  });
  expect(fields.map(({ name, kind }) => [name, kind])).toEqual([
    ["extension", "reference"],
    ["seconds", "number"],
    ["prompt", "prompt"],
    ["keys", "keys"],
    ["answer", "flag"],
    ["method", "choice"],
    ["branches", "json"],
  ]);
  expect(fields[0]).toMatchObject({ of: "extension", needed: true });
  expect(fields[1]).toMatchObject({ least: 1, most: 600, needed: false });
});

test("exits are those of the kind and those that the fields name", () => {
  expect(exitsOf({ exits: ["no_key"], exits_from: "keys" }, { keys: ["1", "2"] })).toEqual([
    "1",
    "2",
    "no_key",
    "failed",
  ]);
  const branches = [{ name: "vip" }, { name: "autre" }];
  expect(exitsOf({ exits: ["otherwise"], exits_from: "branches.name" }, { branches })).toEqual([
    "vip",
    "autre",
    "otherwise",
    "failed",
  ]);
  expect(exitsOf({ exits: [], exits_from: null }, {})).toEqual(["failed"]);
});
