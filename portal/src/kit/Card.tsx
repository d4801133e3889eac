import { Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { Loaded, type Query } from "@/kit/Loaded";
import classes from "@/kit/Panel.module.css";

type Props = {
  title: string;
  about?: string;
  /** What has to be there first. */
  query?: Query<unknown>;
  children: ReactNode;
};

/** Settings that belong together, with what they are for; their states: loading, not to be had, there. */
export function Card({ title, about, query, children }: Props) {
  const name = useId();
  return (
    <section className={classes.panel} aria-labelledby={name} aria-busy={query?.isPending}>
      <Stack p={20} gap="md">
        <div>
          <Title order={2} size="h5" id={name}>
            {title}
          </Title>
          {about && (
            <Text size="sm" c="dimmed">
              {about}
            </Text>
          )}
        </div>
        {query ? (
          <Loaded query={query} rows={2}>
            {() => children}
          </Loaded>
        ) : (
          children
        )}
      </Stack>
    </section>
  );
}
