/** What a clock on the wall shows at an instant, as a form writes it: "2026-03-02T12:00". */
export function wall(at: string | number, timeZone: string | undefined): string {
  const options = { timeZone, dateStyle: "short", timeStyle: "medium" } as const;
  return new Intl.DateTimeFormat("sv-SE", options).format(new Date(at)).replace(" ", "T").slice(0, 16);
}

/** The instant at which a clock on the wall shows this. */
export function instant(shown: string, timeZone: string | undefined): string {
  const wanted = Date.parse(`${shown}Z`);
  let at = wanted;
  // The second time the clock's change is behind us, wherever it lies.
  for (let twice = 0; twice < 2; twice++) at += wanted - Date.parse(`${wall(at, timeZone)}Z`);
  return new Date(at).toISOString();
}
