import { Anchor, Stack } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Loaded, type Query } from "@/kit/Loaded";

type Props<Thing> = {
  query: Query<Thing>;
  /** The list it was chosen from, by name. */
  list: string;
  back: () => void;
  children: (thing: Thing) => ReactNode;
};

/** The page of one thing of a list, with the way back to the list. */
export function OnePage<Thing>({ query, list, back, children }: Props<Thing>) {
  return (
    <Stack gap="xs">
      <div>
        <Anchor component="button" size="sm" onClick={back}>
          <IconArrowLeft size={15} aria-hidden style={{ verticalAlign: "-2px" }} /> {list}
        </Anchor>
      </div>
      <Loaded query={query} rows={5}>
        {(thing) => <div>{children(thing)}</div>}
      </Loaded>
    </Stack>
  );
}
