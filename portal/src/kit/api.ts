import { QueryClient } from "@tanstack/react-query";
import createClient, { type Middleware } from "openapi-fetch";
import createHooks from "openapi-react-query";
import type { components, paths } from "@/api/schema";
import { cameBack, wentAway } from "@/kit/service";

export type Shapes = components["schemas"];

const RETRY_MS = 2000;
const AWAY = [502, 503, 504];
/** Here it is the portal's process that answers: only what asks the call process cannot be had. */
const CALLS_AWAY = "calls_away";

/** Trouble that the service tells, in the reader's language; `away` when nobody answers at all. */
export class Trouble extends Error {
  readonly code: string;
  readonly status: number;
  /** The input that is wrong, where it is one. */
  readonly field: string | undefined;

  constructor(code: string, message: string, status: number, field?: string) {
    super(message);
    this.code = code;
    this.status = status;
    this.field = field;
  }

  get away(): boolean {
    return this.code === "away";
  }
}

export function troubleOf(error: unknown): Trouble {
  return error instanceof Trouble ? error : new Trouble("unexpected", String(error), 0);
}

const telling: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", document.documentElement.lang);
  },
  async onResponse({ response }) {
    const error = response.ok ? null : (await response.json().catch(() => null))?.error;
    if (AWAY.includes(response.status) && error?.code !== CALLS_AWAY) {
      wentAway();
      throw new Trouble("away", response.statusText, response.status);
    }
    cameBack(response.headers.get("date"));
    if (!response.ok) {
      const { code = "unexpected", message = "", field } = error ?? {};
      throw new Trouble(code, message, response.status, field ?? undefined);
    }
  },
  onError() {
    wentAway();
    return new Trouble("away", "", 0);
  },
};

export const client = createClient<paths>({ baseUrl: window.location.origin });
client.use(telling);

export const api = createHooks(client);

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      retry: (_, error) => troubleOf(error).away,
      retryDelay: RETRY_MS,
      staleTime: 1000,
    },
    mutations: { networkMode: "always" },
  },
});
