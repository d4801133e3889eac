import type { Shapes } from "@/kit/api";

export type LiveCall = Shapes["LiveCallOut"];

export type Moment = "talking" | "held" | "parked" | "ringing" | "menu" | "waiting";

/** What the caller lives through at the moment. */
export function moment(call: LiveCall): Moment {
  if (call.talking_since && call.held_since) return "held";
  if (call.talking_since) return "talking";
  if (call.flow.startsWith("parking:")) return "parked";
  if (call.with_whom) return "ringing";
  return call.answered_at ? "menu" : "waiting";
}

/** The name of the step in the drawn scenario where the call is; nothing on ways that nobody has drawn. */
export function placeOf(call: LiveCall): string {
  return call.flow.startsWith("scenario:") ? call.step : "";
}
