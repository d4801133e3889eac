import type { SettingsPart } from "@/settings/parts";
import { Souffleur } from "./Souffleur";

export const settings: SettingsPart = { order: 40, Part: Souffleur };
