import type { SettingsPart } from "@/settings/parts";
import { Parking } from "./Parking";

export const settings: SettingsPart = { order: 30, Part: Parking };
