import { IconPhoneOutgoing } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const TABS = ["rules", "numbers", "spending", "rates"] as const;
export type Tab = (typeof TABS)[number];
export type OutgoingSearch = { tab?: Tab };

export const page: Page = {
  path: "/outgoing",
  name: "outbound:title",
  icon: IconPhoneOutgoing,
  order: 28,
  company: true,
  load: () => import("./OutgoingPage"),
  search: (raw): OutgoingSearch => {
    const tab = TABS.find((each) => each === raw.tab);
    return tab ? { tab } : {};
  },
};
