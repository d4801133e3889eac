import type { Icon } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ComponentType } from "react";

/** A page of the portal, which a feature describes in `ui/page.ts` and the shell finds by itself. */
export type Page = {
  path: string;
  /** Key of its name in the feature's texts, as "feature:key". */
  name: string;
  icon: Icon;
  /** Place in the navigation, small first. */
  order: number;
  /** Only for those who may see the settings of the whole company. */
  company?: boolean;
  load: () => Promise<{ default: ComponentType }>;
  /** Reads what its address says after the question mark. */
  search?: (raw: Record<string, unknown>) => object;
};

/** What the page's address says after the question mark, and how to change it. */
export function useAddress<Search extends object>(): [
  Search,
  (change: Partial<Search>, step?: boolean) => void,
] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = (wanted: Partial<Search>, step = false) => {
    void navigate({ to: ".", search: { ...search, ...wanted } as never, replace: !step, resetScroll: false });
  };
  return [search, change];
}
