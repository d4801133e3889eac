import { Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "@/kit/PageHead.module.css";

/** The name of a page, what it is for, and what can be done on it. */
export function PageHead({ title, about, children }: { title: string; about: string; children?: ReactNode }) {
  useDocumentTitle(`${title} · Palabre`);
  return (
    <header className={classes.head}>
      <div>
        <Title order={1} size="h2">
          {title}
        </Title>
        <Text c="dimmed">{about}</Text>
      </div>
      {children}
    </header>
  );
}
