import { Button, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { troubleOf } from "@/kit/api";

const FINAL = [403, 404];

/** Says why something cannot be shown, and lets the reader try again. */
export function Sorry({ error, again }: { error: unknown; again: () => unknown }) {
  const { t } = useTranslation("kit");
  const trouble = troubleOf(error);
  return (
    <Stack align="center" gap={4} px="md" pt="md" pb="xl" role="alert">
      <Text fw={600}>{t("trouble")}</Text>
      <Text size="sm" c="dimmed" ta="center">
        {trouble.message}
      </Text>
      {!FINAL.includes(trouble.status) && (
        <Button variant="default" size="xs" mt="sm" onClick={() => again()}>
          {t("again")}
        </Button>
      )}
    </Stack>
  );
}
