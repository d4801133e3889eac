import { IconPhoneCall } from "@tabler/icons-react";
import type { Page } from "@/kit/page";
import { readSearch } from "./search";

export const page: Page = {
  path: "/calls",
  name: "stats:title",
  icon: IconPhoneCall,
  order: 20,
  load: () => import("./CallsPage"),
  search: readSearch,
};
