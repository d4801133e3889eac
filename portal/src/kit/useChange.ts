import { type FormEvent, useState } from "react";
import { useSaving } from "@/kit/useSaving";

/** A form about something that is there: what it shows, what was touched of it, whether that is kept. */
export function useChange<Whole extends object, Change extends object = Partial<Whole>>(whole: Whole) {
  const [change, setChange] = useState({} as Change);
  const [kept, setKept] = useState(false);
  const { save, busy, trouble, forget } = useSaving();
  const set = (wanted: Change) => {
    setKept(false);
    setChange((before) => ({ ...before, ...wanted }));
  };
  const keep = (send: () => Promise<unknown>, then?: () => void) => async (event: FormEvent) => {
    event.preventDefault();
    if (!(await save(send))) return;
    setChange({} as Change);
    setKept(true);
    then?.();
  };
  const undo = () => {
    forget();
    setChange({} as Change);
  };
  /** What the service says against the value of a field. */
  const wrong = (field: string) => (trouble?.field === field ? trouble.message : undefined);
  return { shown: { ...whole, ...change }, change, set, keep, kept, undo, wrong, save, busy, trouble };
}

export type Changing = Pick<ReturnType<typeof useChange>, "keep" | "kept" | "undo" | "busy" | "trouble">;
