import type { Shapes } from "@/kit/api";

const DAY_MINUTES = 1440;

type Stretch = Pick<Shapes["StretchOut"], "start" | "end" | "open" | "why" | "name">;

/** A part of one local day in one state; `from` and `to` are shares of the day between 0 and 1. */
export type Part = { from: number; to: number; open: boolean; why: string; name: string | null };
export type Day = { date: string; parts: Part[] };

/** The stretches cut at each local midnight, day by day. */
export function days(stretches: Stretch[], zone: string): Day[] {
  const local = reader(zone);
  const found = new Map<string, Part[]>();
  for (const { start, end, open, why, name } of stretches) {
    const [first, last] = [local(start), local(end)];
    for (let date = first.date; date <= last.date; date = next(date)) {
      const from = date === first.date ? first.minutes / DAY_MINUTES : 0;
      const to = date === last.date ? last.minutes / DAY_MINUTES : 1;
      if (to > from) found.set(date, [...(found.get(date) ?? []), { from, to, open, why, name }]);
    }
  }
  return [...found].map(([date, parts]) => ({ date, parts }));
}

/** 0.375 → "09:00". */
export function timeOf(share: number): string {
  const minutes = Math.round(share * DAY_MINUTES);
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function reader(zone: string) {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  return (at: string) => {
    const parts = Object.fromEntries(
      format.formatToParts(new Date(at)).map((each) => [each.type, each.value]),
    );
    const minutes = Number(parts.hour) * 60 + Number(parts.minute);
    return { date: `${parts.year}-${parts.month}-${parts.day}`, minutes };
  };
}

function next(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MINUTES * 60_000).toISOString().slice(0, 10);
}
