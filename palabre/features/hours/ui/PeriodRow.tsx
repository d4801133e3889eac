import { ActionIcon, Chip, Group, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Period } from "./schedule";

const DAYS = [1, 2, 3, 4, 5, 6, 7];
/** A Monday: week days are named after it. */
const MONDAY = Date.UTC(2024, 0, 1);

type Props = { period: Period; change: (period: Period) => void; remove: () => void };

/** Week days and the times from and to. */
export function PeriodRow({ period, change, remove }: Props) {
  const { t, i18n } = useTranslation("hours");
  const short = new Intl.DateTimeFormat(i18n.language, { weekday: "short", timeZone: "UTC" });
  const nameOf = (day: number) => short.format(MONDAY + (day - 1) * 86_400_000);
  return (
    <Group gap="sm" align="center">
      <Chip.Group
        multiple
        value={period.days.map(String)}
        onChange={(days) => change({ ...period, days: days.map(Number).sort() })}
      >
        <Group gap={4}>
          {DAYS.map((day) => (
            <Chip key={day} value={String(day)} size="xs" radius="sm">
              {nameOf(day)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <Group gap="xs" wrap="nowrap">
        <TextInput
          type="time"
          aria-label={t("form.from")}
          value={period.start}
          onChange={(event) => change({ ...period, start: event.currentTarget.value })}
        />
        –
        <TextInput
          type="time"
          aria-label={t("form.to")}
          value={period.end}
          onChange={(event) => change({ ...period, end: event.currentTarget.value })}
        />
        <ActionIcon variant="subtle" color="gray" aria-label={t("form.removePeriod")} onClick={remove}>
          <IconTrash size={17} aria-hidden />
        </ActionIcon>
      </Group>
    </Group>
  );
}
