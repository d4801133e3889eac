import { IconSitemap } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export type ScenarioSearch = { scenario?: string };

export const page: Page = {
  path: "/scenarios",
  name: "builder:title",
  icon: IconSitemap,
  order: 30,
  company: true,
  load: () => import("@/builder/ScenariosPage"),
  search: (raw): ScenarioSearch => (typeof raw.scenario === "string" ? { scenario: raw.scenario } : {}),
};
