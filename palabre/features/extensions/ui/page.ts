import { IconPhone } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const TABS = ["list", "departments", "plan"] as const;
export type Tab = (typeof TABS)[number];
export type ExtensionSearch = { extension?: string; tab?: Tab };

export const page: Page = {
  path: "/extensions",
  name: "extensions:title",
  icon: IconPhone,
  order: 25,
  load: () => import("./ExtensionsPage"),
  search: (raw): ExtensionSearch => {
    const tab = TABS.find((each) => each === raw.tab);
    const { extension } = raw;
    return { ...(tab && { tab }), ...(typeof extension === "string" && { extension }) };
  },
};
