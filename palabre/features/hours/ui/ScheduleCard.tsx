import { ActionIcon, Code, Group, Stack, Text, Title } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import panel from "@/kit/Panel.module.css";
import { CloseNow } from "./CloseNow";
import { State } from "./State";
import { Week } from "./Week";

/** One schedule: its state, its week, and the buttons that close or open it out of turn. */
export function ScheduleCard({ schedule, edit }: { schedule: Shapes["ScheduleOut"]; edit: () => void }) {
  const { t } = useTranslation("hours");
  const name = useId();
  const params = { params: { path: { schedule_id: schedule.id } } };
  const state = api.useQuery("get", "/api/v1/schedules/{schedule_id}/state", params);
  return (
    <section className={panel.panel} aria-labelledby={name}>
      <Stack p={20} gap="md">
        <Group justify="space-between" align="flex-start">
          <Stack gap={6}>
            <Group gap="xs">
              <Title order={2} size="h5" id={name}>
                {schedule.name}
              </Title>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("edit", { name: schedule.name })}
                onClick={edit}
              >
                <IconPencil size={17} aria-hidden />
              </ActionIcon>
            </Group>
            <State schedule={schedule.id} />
          </Stack>
          <CloseNow schedule={schedule.id} overridden={Boolean(state.data?.override)} />
        </Group>
        <Week schedule={schedule.id} />
        {schedule.index !== null && (
          <Text size="xs" c="dimmed">
            {t("byPhone")} <Code>*61{schedule.index}</Code>
          </Text>
        )}
      </Stack>
    </section>
  );
}
