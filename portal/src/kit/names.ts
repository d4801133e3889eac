import { useQuery } from "@tanstack/react-query";
import { client } from "@/kit/api";
import type { NameOf } from "@/kit/phoneNumber";

const MINUTE = 60_000;
const PER_PAGE = 200;
const MOST_PAGES = 25;

/** The names that go with the company's short numbers and public numbers, as far as the reader may see them. */
export function useNames(): NameOf {
  const plan = useQuery({ queryKey: ["names", "short"], queryFn: shortNumbers, staleTime: MINUTE });
  const own = useQuery({ queryKey: ["names", "public"], queryFn: publicNumbers, staleTime: MINUTE });
  return (number) => plan.data?.get(number) ?? own.data?.get(number);
}

async function shortNumbers(): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data } = await client.GET("/api/v1/short-numbers", {
      params: { query: { limit: PER_PAGE, cursor } },
    });
    for (const { digits, name } of data?.items ?? []) names.set(digits, name);
    cursor = data?.next ?? undefined;
    if (!cursor) break;
  }
  return names;
}

async function publicNumbers(): Promise<Map<string, string>> {
  const { data } = await client.GET("/api/v1/numbers", { params: { query: { limit: PER_PAGE } } });
  return new Map(data?.items.map(({ e164, name }) => [e164, name]));
}
