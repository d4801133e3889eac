import { Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "@/kit/Panel.module.css";
import { Sorry } from "@/kit/Sorry";
import { Waiting } from "@/kit/Waiting";

type Loaded = { data?: unknown; isPending: boolean; error: unknown; refetch: () => unknown };
type Props = { title: string; about: string; query: Loaded; children: ReactNode };

/** Settings that belong together, with what they are for; their states: loading, not to be had, there. */
export function Card({ title, about, query, children }: Props) {
  const name = useId();
  return (
    <section className={classes.panel} aria-labelledby={name} aria-busy={query.isPending}>
      <Stack p={20} gap="md">
        <div>
          <Title order={2} size="h5" id={name}>
            {title}
          </Title>
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        </div>
        {query.data !== undefined && children}
        {query.isPending && <Waiting rows={2} />}
        {query.data === undefined && !query.isPending && <Sorry error={query.error} again={query.refetch} />}
      </Stack>
    </section>
  );
}
