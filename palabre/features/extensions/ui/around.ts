import { useQuery } from "@tanstack/react-query";
import { api, client, type Shapes } from "@/kit/api";
import { phoneNumber } from "@/kit/phoneNumber";

const EVERY_MS = 5000;
const PER_PAGE = 200;
const MOST_PAGES = 25;

export type Extension = Shapes["ExtensionOut"];
export type Rule = Shapes["ForwardOut"];

/** The departments that extensions can be in. */
export function useDepartments() {
  const found = api.useQuery("get", "/api/v1/extension-groups", { params: { query: { limit: PER_PAGE } } });
  return found.data?.items ?? [];
}

/** The phones that are registered now, by their id. */
export function useRegistered(): Map<string, Shapes["RegistrationOut"]> | undefined {
  const found = useQuery({
    queryKey: ["extensions", "registered"],
    refetchInterval: EVERY_MS,
    queryFn: () =>
      everything(async (cursor) => {
        const params = { query: { limit: PER_PAGE, cursor } };
        return (await client.GET("/api/v1/registrations", { params })).data;
      }),
  });
  return found.data && new Map(found.data.map((each) => [each.device_id, each]));
}

/** The forwarding rules that are switched on, by extension. */
export function useForwarded(): Map<string, Rule[]> {
  const found = useQuery({
    queryKey: ["extensions", "forwarded"],
    queryFn: () =>
      everything(async (cursor) => {
        const params = { query: { limit: PER_PAGE, cursor } };
        return (await client.GET("/api/v1/forwarding", { params })).data;
      }),
  });
  const rules = new Map<string, Rule[]>();
  for (const each of found.data ?? [])
    rules.set(each.extension_id, [...(rules.get(each.extension_id) ?? []), each]);
  return rules;
}

/** Where a rule leads, as people say it: "Yao Kouassi (102)", "+225 07 01 02 03 04". */
export function leadsTo(rule: Rule): string[] {
  return rule.targets.map(({ kind, to, name }) => {
    if (kind === "number") return phoneNumber(to ?? name);
    return to ? `${name} (${to})` : name;
  });
}

type Part<T> = { items: T[]; next?: string | null } | undefined;

async function everything<T>(page: (cursor: string | undefined) => Promise<Part<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  for (let turned = 0; turned < MOST_PAGES; turned++) {
    const part = await page(cursor);
    items.push(...(part?.items ?? []));
    cursor = part?.next ?? undefined;
    if (!cursor) break;
  }
  return items;
}
