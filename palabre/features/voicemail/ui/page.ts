import { IconMailbox } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export type MailboxSearch = { mailbox?: string };

export const page: Page = {
  path: "/voicemail",
  name: "voicemail:title",
  icon: IconMailbox,
  order: 27,
  load: () => import("./VoicemailPage"),
  search: (raw): MailboxSearch => (typeof raw.mailbox === "string" ? { mailbox: raw.mailbox } : {}),
};
