import { IconShieldHalf } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export type ListSearch = { list?: string };

export const page: Page = {
  path: "/caller-lists",
  name: "caller_lists:title",
  icon: IconShieldHalf,
  order: 60,
  company: true,
  load: () => import("./ListsPage"),
  search: (raw): ListSearch => (typeof raw.list === "string" ? { list: raw.list } : {}),
};
