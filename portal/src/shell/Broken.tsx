import { Button, Stack, Text, Title } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** A page that failed to load or to draw; a new version of the portal may wait. */
export function Broken({ error }: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Stack align="center" gap="xs" pt={120} role="alert">
      <Title order={1} size="h3">
        {t("broken.title")}
      </Title>
      <Text c="dimmed" size="sm">
        {error instanceof Error ? error.message : null}
      </Text>
      <Button mt="sm" onClick={() => window.location.reload()}>
        {t("broken.again")}
      </Button>
    </Stack>
  );
}
