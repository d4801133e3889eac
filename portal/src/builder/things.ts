import { useQuery } from "@tanstack/react-query";

const MOST = 200;

/** Where the things are that steps can name, and how a person knows them. */
const PLACES: Record<string, string> = {
  extension: "extensions",
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
  sms_template: "sms/templates",
};

type Thing = { id: string; name: string; number?: string | null; e164?: string };

/** The account's things of one kind, as choices of a list. */
export function useThings(kind: string) {
  const place = PLACES[kind];
  const found = useQuery({
    queryKey: ["things", kind],
    enabled: place !== undefined,
    queryFn: async () => {
      const answer = await fetch(`/api/v1/${place}?limit=${MOST}`);
      return (await answer.json()).items as Thing[];
    },
  });
  return (found.data ?? []).map(({ id, name, number, e164 }) => ({
    value: id,
    label: [number ?? e164, name].filter(Boolean).join(" · "),
  }));
}
