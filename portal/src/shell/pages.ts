import type { Page } from "@/kit/page";

const found = import.meta.glob<{ page: Page }>(
  ["../../../palabre/features/*/ui/page.ts", "../builder/page.ts", "../settings/page.ts"],
  {
    eager: true,
  },
);

/** The pages of all features, in the order of the navigation. */
export const pages = Object.values(found)
  .map((module) => module.page)
  .sort((one, other) => one.order - other.order);
