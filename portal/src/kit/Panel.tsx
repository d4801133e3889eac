import { Badge, Group, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { Empty, type EmptyWords } from "@/kit/Empty";
import { Loaded, type Query } from "@/kit/Loaded";
import classes from "@/kit/Panel.module.css";

type Props = {
  title: string;
  count?: number;
  query: Query<{ items: unknown[] }>;
  empty: EmptyWords;
  /** How many rows to sketch while the list loads. */
  rows: number;
  children: ReactNode;
};

/** A list on the page, with its states: loading, empty, not to be had, full. */
export function Panel({ title, count, query, empty, rows, children }: Props) {
  const name = useId();
  return (
    <section className={classes.panel} aria-labelledby={name} aria-busy={query.isPending}>
      <Group component="header" className={classes.head}>
        <Title order={2} size="h5" id={name}>
          {title}
        </Title>
        {count ? (
          <Badge variant="light" color="gray" circle size="lg">
            {count}
          </Badge>
        ) : null}
      </Group>
      <Loaded query={query} rows={rows}>
        {({ items }) =>
          items.length ? <div className={classes.body}>{children}</div> : <Empty {...empty} />
        }
      </Loaded>
    </section>
  );
}
