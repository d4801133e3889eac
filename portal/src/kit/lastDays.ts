/** Periods that reports are about: so many days, today among them. */
export const DAYS = ["1", "7", "30"] as const;
export type Days = (typeof DAYS)[number];

const DAY_MS = 86_400_000;

/** The hour and minute that it is somewhere. */
function timeOfDay(now: number, zone: string | undefined): number {
  const options = { timeZone: zone, hour: "2-digit", minute: "2-digit", second: "2-digit" } as const;
  const told = new Intl.DateTimeFormat("en-GB", { ...options, hourCycle: "h23" }).format(now);
  const [hours = 0, minutes = 0, seconds = 0] = told.split(":").map(Number);
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** When the last so many days began where the company is, today among them. */
export function beginning(days: Days, now: number, zone?: string): string {
  const midnight = now - timeOfDay(now, zone) - (now % 1000);
  return new Date(midnight - (Number(days) - 1) * DAY_MS).toISOString();
}
