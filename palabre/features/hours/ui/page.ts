import { IconClockHour4 } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const page: Page = {
  path: "/hours",
  name: "hours:title",
  icon: IconClockHour4,
  order: 40,
  company: true,
  load: () => import("./HoursPage"),
};
