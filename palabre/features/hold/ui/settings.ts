import type { SettingsPart } from "@/settings/parts";
import { Hold } from "./Hold";

export const settings: SettingsPart = { order: 10, Part: Hold };
