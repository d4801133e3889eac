import { Badge, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { serviceNow } from "@/kit/service";

const EVERY_MS = 10_000;

/** Open or closed at the moment, until when and why. */
export function State({ schedule }: { schedule: string }) {
  const { t } = useTranslation("hours");
  const { day, time } = useFormats();
  const params = { params: { path: { schedule_id: schedule } } };
  const found = api.useQuery("get", "/api/v1/schedules/{schedule_id}/state", params, {
    refetchInterval: EVERY_MS,
  });
  const state = found.data;
  if (!state) return null;
  const now = serviceNow();
  const until = state.until && { day: day(state.until, now).toLowerCase(), time: time(state.until) };
  const today = state.until && day(state.until, now) === day(new Date(now).toISOString(), now);
  const why = state.override?.made_by
    ? t("why.override", { by: state.override.made_by })
    : state.name || t(`why.${state.why}`);
  return (
    <Group gap="xs">
      <Badge color={state.open ? "leaf" : "red"} variant="light" size="lg">
        {t(state.open ? "state.open" : "state.closed")}
      </Badge>
      <Text size="sm" c="dimmed">
        {until ? t(today ? "state.until" : "state.untilDay", until) : t("state.forLong")} · {why}
      </Text>
    </Group>
  );
}
