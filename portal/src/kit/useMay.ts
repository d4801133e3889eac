import { api } from "@/kit/api";

const MINUTE = 60_000;

/** What the reader's role lets him do: an employee only looks after what is his own. */
export function useMay(): { read: boolean; edit: boolean } {
  const { data } = api.useQuery("get", "/api/v1/me", {}, { staleTime: 5 * MINUTE });
  const company = data !== undefined && data.role !== "employee";
  return { read: company, edit: company };
}
