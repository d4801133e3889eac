import { IconUsersPlus } from "@tabler/icons-react";
import type { Page } from "@/kit/page";

export type RoomSearch = { room?: string };

export const page: Page = {
  path: "/conferences",
  name: "conferences:title",
  icon: IconUsersPlus,
  order: 35,
  company: true,
  load: () => import("./ConferencesPage"),
  search: (raw): RoomSearch => ({ ...(typeof raw.room === "string" && { room: raw.room }) }),
};
