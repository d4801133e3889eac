import { type KeyboardEvent, useCallback, useRef } from "react";

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, last) => last,
};

/** Lets the arrow keys walk over the rows (`data-row`) of a table. */
export function useRows() {
  const ref = useRef<HTMLTableElement>(null);
  const onKeyDown = useCallback((event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const rows = [...(ref.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = rows.indexOf(document.activeElement as HTMLElement);
    if (!step || at < 0) return;
    event.preventDefault();
    rows[step(at, rows.length - 1)]?.focus();
  }, []);
  return { ref, onKeyDown };
}
