import { useState } from "react";
import { queries, type Trouble, troubleOf } from "@/kit/api";

/** Runs what changes something: busy meanwhile, the trouble when it fails, everything shown renewed when it worked. */
export function useSaving() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const save = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    setTrouble(undefined);
    try {
      await act();
      await queries.invalidateQueries();
      return true;
    } catch (error) {
      setTrouble(troubleOf(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { save, busy, trouble, forget: () => setTrouble(undefined) };
}
