import { IconAsterisk } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const page: Page = {
  path: "/codes",
  name: "feature_codes:title",
  icon: IconAsterisk,
  order: 65,
  load: () => import("./CodesPage"),
};
