import { IconPhone } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export type ExtensionSearch = { extension?: string };

export const page: Page = {
  path: "/extensions",
  name: "extensions:title",
  icon: IconPhone,
  order: 25,
  load: () => import("./ExtensionsPage"),
  search: (raw): ExtensionSearch => (typeof raw.extension === "string" ? { extension: raw.extension } : {}),
};
