import type { LiveAgent } from "./around";

const GOOD = 0.8;
const FAIR = 0.5;

/** Four of five in time are good; less than half is not. */
export function levelColour(share: number): string | undefined {
  if (share >= GOOD) return "var(--good)";
  return share >= FAIR ? undefined : "var(--bad)";
}

export const STATE_COLOURS: Record<LiveAgent["state"], string> = {
  available: "leaf",
  busy: "blue",
  unreachable: "red",
  ringing: "orange",
  talking: "blue",
  wrap_up: "grape",
  paused: "gray",
  logged_out: "gray",
};
