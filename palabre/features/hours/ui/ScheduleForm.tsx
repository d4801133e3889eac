import { Button, Divider, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { Side } from "@/kit/Side";
import { useSaving } from "@/kit/useSaving";
import { ExceptionRow } from "./ExceptionRow";
import { PeriodRow } from "./PeriodRow";
import { type Drawn, drawn, NEW_EXCEPTION, NEW_PERIOD, removed, replaced } from "./schedule";

type Props = { edited: Shapes["ScheduleOut"] | "new" | undefined; close: () => void };

/** Makes or changes a schedule, beside the list. */
export function ScheduleForm({ edited, close }: Props) {
  const { t } = useTranslation(["hours", "kit"]);
  return (
    <Side
      opened={edited !== undefined}
      close={close}
      title={t(edited === "new" ? "new" : "change")}
      size={560}
    >
      {edited && <Form schedule={edited === "new" ? undefined : edited} close={close} />}
    </Side>
  );
}

function Form({ schedule, close }: { schedule: Shapes["ScheduleOut"] | undefined; close: () => void }) {
  const { t } = useTranslation(["hours", "kit"]);
  const [form, setForm] = useState<Drawn>(() => drawn(schedule));
  const { save, busy, trouble } = useSaving();
  const set = (change: Partial<Drawn>) => setForm({ ...form, ...change });
  const params = schedule && { path: { schedule_id: schedule.id } };

  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const kept = await save(() =>
      params
        ? client.PATCH("/api/v1/schedules/{schedule_id}", { params, body: form })
        : client.POST("/api/v1/schedules", { body: form }),
    );
    if (kept) close();
  };
  const remove = async () => {
    if (params && (await save(() => client.DELETE("/api/v1/schedules/{schedule_id}", { params })))) close();
  };

  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md">
        <TextInput
          label={t("form.name")}
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          required
          data-autofocus
        />
        <Periods form={form} set={set} />
        <Divider />
        <Switch
          label={t("form.holidays")}
          description={t("form.holidaysAbout")}
          checked={form.holidays}
          onChange={(event) => set({ holidays: event.currentTarget.checked })}
        />
        <Divider />
        <Exceptions form={form} set={set} />
        <FormFoot busy={busy} trouble={trouble} close={close}>
          {schedule && (
            <Button
              variant="subtle"
              color="red"
              leftSection={<IconTrash size={17} aria-hidden />}
              onClick={remove}
            >
              {t("kit:remove")}
            </Button>
          )}
        </FormFoot>
      </Stack>
    </form>
  );
}

type Part = { form: Drawn; set: (change: Partial<Drawn>) => void };

function Periods({ form, set }: Part) {
  const { t } = useTranslation("hours");
  const { periods } = form;
  return (
    <Stack gap="sm">
      <Text fw={600}>{t("form.periods")}</Text>
      {periods.map((period, at) => (
        <PeriodRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
          key={at}
          period={period}
          change={(wanted) => set({ periods: replaced(periods, at, wanted) })}
          remove={() => set({ periods: removed(periods, at) })}
        />
      ))}
      <div>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => set({ periods: [...periods, NEW_PERIOD] })}
        >
          {t("form.addPeriod")}
        </Button>
      </div>
    </Stack>
  );
}

function Exceptions({ form, set }: Part) {
  const { t } = useTranslation("hours");
  const { exceptions } = form;
  return (
    <Stack gap="sm">
      <Text fw={600}>{t("form.exceptions")}</Text>
      {exceptions.map((exception, at) => (
        <ExceptionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own
          key={at}
          exception={exception}
          change={(wanted) => set({ exceptions: replaced(exceptions, at, wanted) })}
          remove={() => set({ exceptions: removed(exceptions, at) })}
        />
      ))}
      <div>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={() => set({ exceptions: [...exceptions, NEW_EXCEPTION] })}
        >
          {t("form.addException")}
        </Button>
      </div>
    </Stack>
  );
}
