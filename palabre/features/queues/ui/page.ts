import { IconUsersGroup } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const TABS = ["now", "agents", "settings", "report"] as const;

export type QueueSearch = { queue?: string; tab?: (typeof TABS)[number] };

export const page: Page = {
  path: "/queues",
  name: "queues:title",
  icon: IconUsersGroup,
  order: 30,
  company: true,
  load: () => import("./QueuesPage"),
  search: (raw): QueueSearch => ({
    ...(typeof raw.queue === "string" && { queue: raw.queue }),
    ...(TABS.some((each) => each === raw.tab) && { tab: raw.tab as QueueSearch["tab"] }),
  }),
};
