import type { SettingsPart } from "@/settings/parts";
import { Transfers } from "./Transfers";

export const settings: SettingsPart = { order: 20, Part: Transfers };
