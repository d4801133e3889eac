import { Group, Loader, Paper, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** Says that the service is away, and that nobody has to do anything. */
export function AwayNotice() {
  const { t } = useTranslation();
  return (
    <Paper role="alert" withBorder shadow="md" px="md" py="sm" radius="xl">
      <Group gap="sm" wrap="nowrap">
        <Loader size="xs" color="orange" />
        <Text size="sm" fw={500}>
          {t("away")}
        </Text>
      </Group>
    </Paper>
  );
}
