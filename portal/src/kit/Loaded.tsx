import type { ReactNode } from "react";
import { Sorry } from "@/kit/Sorry";
import { Waiting } from "@/kit/Waiting";

export type Query<Data> = { data?: Data; isPending: boolean; error: unknown; refetch: () => unknown };

type Props<Data> = {
  query: Query<Data>;
  /** How many rows to sketch while it loads. */
  rows: number;
  children: (data: Data) => ReactNode;
};

/** What was asked for, once it is there; until then a sketch of it, or why it cannot be shown. */
export function Loaded<Data>({ query, rows, children }: Props<Data>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isPending) return <Waiting rows={rows} />;
  return <Sorry error={query.error} again={query.refetch} />;
}
