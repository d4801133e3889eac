import { useQuery } from "@tanstack/react-query";

const MOST = 200;
const MOST_PAGES = 25;

/** Where the things are that steps can name, and how a person knows them. */
const PLACES: Record<string, string> = {
  extension: "extensions",
  department: "extension-groups",
  schedule: "schedules",
  mailbox: "mailboxes",
  greeting: "greetings",
  scenario: "scenarios",
  number: "numbers",
  queue: "queues",
  caller_list: "caller-lists",
  conference: "conferences",
  trunk: "trunks",
  fax: "fax-lines",
  sms_template: "sms-templates",
};

type Thing = { id: string; name: string; number?: string | null; e164?: string };

export type Choice = { value: string; label: string };

/** The account's things of one kind, as choices of a list. */
export function useThings(kind: string): Choice[] {
  const place = PLACES[kind];
  const found = useQuery({
    queryKey: ["things", kind],
    enabled: place !== undefined,
    queryFn: () => all(`/api/v1/${place}?limit=${MOST}`),
  });
  return (found.data ?? []).map(({ id, name, number, e164 }) => ({
    value: id,
    label: [number ?? e164, name].filter(Boolean).join(" · "),
  }));
}

/** The thing's name among the choices; empty when it is not (or no longer) among them. */
export function labelOf(choices: Choice[], id: string | null | undefined): string {
  return choices.find(({ value }) => value === id)?.label ?? "";
}

async function all(place: string): Promise<Thing[]> {
  const things: Thing[] = [];
  let following = "";
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await fetch(place + following);
    if (!answer.ok) break;
    const { items, next } = await answer.json();
    things.push(...items);
    if (!next) break;
    following = `&cursor=${next}`;
  }
  return things;
}
