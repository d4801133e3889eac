import { IconVolume } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export const page: Page = {
  path: "/greetings",
  name: "greetings:title",
  icon: IconVolume,
  order: 50,
  company: true,
  load: () => import("./GreetingsPage"),
};
