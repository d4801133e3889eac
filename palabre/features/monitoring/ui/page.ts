import { IconActivityHeartbeat } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const page: Page = {
  path: "/live",
  name: "monitoring:title",
  icon: IconActivityHeartbeat,
  order: 10,
  load: () => import("./LivePage"),
};
