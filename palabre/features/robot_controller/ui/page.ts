import { IconPhoneCall } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const TABS = ["entries", "rules", "report"] as const;

export type RobotSearch = { queue?: string; tab?: (typeof TABS)[number] };

export const page: Page = {
  path: "/robot",
  name: "robot_controller:title",
  icon: IconPhoneCall,
  order: 32,
  company: true,
  load: () => import("./RobotPage"),
  search: (raw): RobotSearch => ({
    ...(typeof raw.queue === "string" && { queue: raw.queue }),
    ...(TABS.some((each) => each === raw.tab) && { tab: raw.tab as RobotSearch["tab"] }),
  }),
};
