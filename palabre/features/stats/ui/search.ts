export const DIRECTIONS = ["inbound", "outbound", "internal"] as const;
export const OUTCOMES = [
  "answered",
  "message",
  "no_answer",
  "busy",
  "unavailable",
  "rejected",
  "abandoned",
  "refused",
  "failed",
] as const;

export const KEYS = [..."1234567890*#"];

export type Direction = (typeof DIRECTIONS)[number];
export type Outcome = (typeof OUTCOMES)[number];

/** Which calls are shown, and which one's story is open: what the address of the page says. */
export type CallSearch = {
  search?: string;
  direction?: Direction;
  outcome?: Outcome;
  key?: string;
  tag?: string;
  call?: string;
};

export function readSearch(raw: Record<string, unknown>): CallSearch {
  // The router reads digits in an address as a number.
  const text = (value: unknown) => (value === undefined || value === "" ? undefined : String(value));
  return {
    search: text(raw.search),
    direction: DIRECTIONS.find((each) => each === raw.direction),
    outcome: OUTCOMES.find((each) => each === raw.outcome),
    key: KEYS.find((each) => each === text(raw.key)),
    tag: text(raw.tag),
    call: text(raw.call),
  };
}
