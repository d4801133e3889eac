import { Badge, Group, Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, troubleOf } from "@/kit/api";
import { clock } from "@/kit/format";
import { useNames } from "@/kit/names";
import { named } from "@/kit/phoneNumber";
import { useNow } from "@/kit/useNow";
import { Wrong } from "@/kit/Wrong";

const EVERY_MS = 3000;

/** The calls that wait in a slot at this moment. */
export function ParkedNow() {
  const { t } = useTranslation("parking");
  const now = useNow();
  const nameOf = useNames();
  const found = api.useQuery("get", "/api/v1/parking/calls", {}, { refetchInterval: EVERY_MS });
  if (!found.data) return found.error ? <Wrong trouble={troubleOf(found.error)} /> : null;
  return (
    <Stack gap="xs" role="list" aria-label={t("now")}>
      <Text size="sm" fw={600}>
        {t("now")}
      </Text>
      {found.data.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("nobody")}
        </Text>
      )}
      {found.data.items.map(({ slot, call, caller, caller_name, by, since }) => (
        <Group key={call} gap="sm" role="listitem">
          <Badge variant="light" color="grape" size="lg" radius="sm">
            {slot}
          </Badge>
          <Text size="sm" fw={500}>
            {caller_name || named(caller, nameOf)}
          </Text>
          <Text size="sm" c="dimmed">
            {t("by", { who: named(by, nameOf), for: clock((now - Date.parse(since)) / 1000) })}
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
