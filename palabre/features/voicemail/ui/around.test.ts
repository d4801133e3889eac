import { expect, test } from "vitest";
import { belongs, type Message, stateOf } from "./around";

const NOBODY = { extension_id: null, number_id: null, group_id: null, member_ids: [] };

test.each([
  [{ extension_id: "1" }, "person"],
  [{ number_id: "1" }, "number"],
  [{ group_id: "1" }, "shared"],
  [{ member_ids: ["1"] }, "shared"],
  [{ extension_id: "1", member_ids: ["2"] }, "shared"],
  [{}, "shared"],
])("a mailbox with %o is a %s one", (owners, expected) => {
  expect(belongs({ ...NOBODY, ...owners })).toBe(expected);
});

const AT = "2026-03-02T12:00:00Z";

test.each([
  [{ heard_at: null, claimed_at: null, done_at: null }, "new"],
  [{ heard_at: AT, claimed_at: null, done_at: null }, "open"],
  [{ heard_at: AT, claimed_at: AT, done_at: null }, "claimed"],
  [{ heard_at: AT, claimed_at: AT, done_at: AT }, "done"],
])("a message with %o is %s", (times, expected) => {
  expect(stateOf(times as Message)).toBe(expected);
});
