import { IconSettings } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const page: Page = {
  path: "/phone-settings",
  name: "settings:title",
  icon: IconSettings,
  order: 70,
  company: true,
  load: () => import("./SettingsPage"),
};
