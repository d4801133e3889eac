import { useSyncExternalStore } from "react";

/** Whether the service answers at the moment, and how far its clock is from the browser's. */
const state = { away: false, skew: 0 };
const watchers = new Set<() => void>();

/** The service has answered; `date` is the Date header of its answer. */
export function cameBack(date: string | null): void {
  if (date) {
    const skew = new Date(date).getTime() - Date.now();
    // The header counts whole seconds: a smaller difference is none.
    state.skew = Math.abs(skew) > 2000 ? skew : 0;
  }
  setAway(false);
}

export function wentAway(): void {
  setAway(true);
}

function setAway(away: boolean): void {
  if (state.away !== away) {
    state.away = away;
    for (const tell of watchers) tell();
  }
}

function watch(tell: () => void): () => void {
  watchers.add(tell);
  return () => watchers.delete(tell);
}

export const useAway = () => useSyncExternalStore(watch, () => state.away);

/** The present time of the service in milliseconds: what durations are counted against. */
export const serviceNow = () => Date.now() + state.skew;
