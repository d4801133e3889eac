import type { Shapes } from "@/kit/api";

export type Mailbox = Shapes["MailboxOut"];
export type Message = Shapes["MessageOut"];
export type Belongs = "person" | "number" | "shared";

type Owners = Pick<Mailbox, "extension_id" | "number_id" | "group_id" | "member_ids">;

/** Whose a mailbox is: a person's, a public number's, or shared by several. */
export function belongs({ extension_id, number_id, group_id, member_ids }: Owners): Belongs {
  if (group_id || member_ids.length) return "shared";
  if (number_id) return "number";
  return extension_id ? "person" : "shared";
}

/** What somebody has to do with a message yet. */
export type State = "new" | "open" | "claimed" | "done";

/** Where a message stands; in a mailbox of one person nobody has to take it on. */
export function stateOf({ heard_at, claimed_at, done_at }: Message): State {
  if (done_at) return "done";
  if (claimed_at) return "claimed";
  return heard_at ? "open" : "new";
}
