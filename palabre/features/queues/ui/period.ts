import type { Shapes } from "@/kit/api";

export type Part = Shapes["ReportPart"];

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

export const NOTHING = {
  joined: 0,
  answered: 0,
  abandoned: 0,
  otherwise: 0,
  service_level: null,
  mean_wait: null,
};

/** Every hour or day from the first to the last, also those in which nothing happened. */
export function filled(parts: Part[], hourly: boolean): Part[] {
  const step = hourly ? HOUR_MS : DAY_MS;
  const [first, last] = [parts[0], parts.at(-1)].map((each) => each && Date.parse(each.since));
  if (first === undefined || last === undefined) return [];
  // A day of 23 or 25 hours begins an hour beside: the nearest place is its own.
  const places = Math.round((last - first) / step) + 1;
  const at = new Map(parts.map((each) => [Math.round((Date.parse(each.since) - first) / step), each]));
  return Array.from(
    { length: places },
    (_, place) => at.get(place) ?? { ...NOTHING, since: new Date(first + place * step).toISOString() },
  );
}

const ROUND = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10];

/** A round number at the top of the chart that can be halved, not below the highest bar. */
export function ceiling(highest: number): number {
  if (highest <= 4) return 4;
  const power = 10 ** Math.floor(Math.log10(highest));
  const tops = ROUND.map((each) => each * power).filter((each) => each % 2 === 0);
  return tops.find((each) => each >= highest) ?? highest;
}
