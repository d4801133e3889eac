import { Anchor, Stack, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** An address that leads nowhere. */
export function Lost() {
  const { t } = useTranslation();
  return (
    <Stack align="center" gap="xs" pt={120}>
      <Title order={1} size="h3">
        {t("lost.title")}
      </Title>
      <Anchor component={Link} to="/">
        {t("lost.back")}
      </Anchor>
    </Stack>
  );
}
