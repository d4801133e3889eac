import { api, client, queries, type Shapes, type Trouble, troubleOf } from "@/kit/api";

export type Me = Shapes["Me"];

const MINUTE = 60_000;
const ME = api.queryOptions("get", "/api/v1/me");

/** Who is logged in; `trouble` with code `not_logged_in` when nobody is. */
export function useMe(): { me: Me | undefined; trouble: Trouble | undefined } {
  const { data, error } = api.useQuery("get", "/api/v1/me", {}, { staleTime: 5 * MINUTE });
  return { me: data, trouble: error ? troubleOf(error) : undefined };
}

/** A session that has ended elsewhere (expired, logged out) leads back to the login. */
queries.getQueryCache().subscribe(({ query, type }) => {
  if (type !== "updated" || query.state.status !== "error" || query.queryKey[1] === ME.queryKey[1]) return;
  if (troubleOf(query.state.error).code === "not_logged_in") void queries.resetQueries(ME);
});

export async function logIn(email: string, password: string): Promise<void> {
  await client.POST("/api/v1/session", { body: { email, password } });
  await queries.resetQueries(ME);
}

export async function logOut(): Promise<void> {
  await client.DELETE("/api/v1/session").catch(() => undefined);
  queries.removeQueries({ predicate: (query) => query.queryKey[1] !== ME.queryKey[1] });
  await queries.resetQueries(ME);
}
