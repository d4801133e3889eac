import type { Shapes } from "@/kit/api";

type Out = Shapes["ScheduleOut"];

/** What the form holds of a schedule. */
export type Drawn = Pick<Out, "name" | "periods" | "exceptions" | "holidays" | "holidays_off">;
export type Period = Drawn["periods"][number];
export type Exception = Drawn["exceptions"][number];

export const NEW_PERIOD: Period = { days: [1, 2, 3, 4, 5], start: "08:00", end: "18:00", part: null };
export const NEW_EXCEPTION: Exception = { name: "", starts_on: "", ends_on: null, periods: [] };

/** The form of a schedule, or of a new one that is open on working days. */
export function drawn(schedule: Out | undefined): Drawn {
  if (!schedule) return { name: "", periods: [NEW_PERIOD], exceptions: [], holidays: true, holidays_off: [] };
  const { name, periods, exceptions, holidays, holidays_off } = schedule;
  return { name, periods, exceptions, holidays, holidays_off };
}

export const replaced = <Row>(rows: Row[], at: number, row: Row) => rows.with(at, row);
export const removed = <Row>(rows: Row[], at: number) => rows.toSpliced(at, 1);
