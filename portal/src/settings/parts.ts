import type { ComponentType } from "react";

/** A part of the settings, which a feature shows in `ui/settings.tsx` and this page finds by itself. */
export type SettingsPart = {
  /** Place on the page, small first. */
  order: number;
  Part: ComponentType;
};

const found = import.meta.glob<{ settings: SettingsPart }>("../../../palabre/features/*/ui/settings.ts", {
  eager: true,
});

/** The settings of all features, in the order of the page. */
export const parts = Object.entries(found)
  .map(([path, { settings }]) => ({ path, ...settings }))
  .sort((one, other) => one.order - other.order);
