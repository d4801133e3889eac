import { ActionIcon, Group, Switch, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Exception } from "./schedule";

type Props = { exception: Exception; change: (exception: Exception) => void; remove: () => void };

/** Days that do not follow the week: closed, or open at other times. */
export function ExceptionRow({ exception, change, remove }: Props) {
  const { t } = useTranslation("hours");
  const [times] = exception.periods;
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        flex={1}
        miw={150}
        label={t("form.exceptionName")}
        value={exception.name}
        onChange={(event) => change({ ...exception, name: event.currentTarget.value })}
        required
      />
      <TextInput
        type="date"
        label={t("form.firstDay")}
        value={exception.starts_on}
        onChange={(event) => change({ ...exception, starts_on: event.currentTarget.value })}
        required
      />
      <TextInput
        type="date"
        label={t("form.lastDay")}
        value={exception.ends_on ?? ""}
        onChange={(event) => change({ ...exception, ends_on: event.currentTarget.value || null })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("form.removeException")}
        onClick={remove}
      >
        <IconTrash size={17} aria-hidden />
      </ActionIcon>
      <Group gap="xs" w="100%">
        <Switch
          label={t("form.openThen")}
          checked={times !== undefined}
          onChange={(event) =>
            change({
              ...exception,
              periods: event.currentTarget.checked ? [{ start: "09:00", end: "12:00", part: null }] : [],
            })
          }
        />
        {times && (
          <>
            <TextInput
              type="time"
              aria-label={t("form.from")}
              value={times.start}
              onChange={(event) =>
                change({ ...exception, periods: [{ ...times, start: event.currentTarget.value }] })
              }
            />
            –
            <TextInput
              type="time"
              aria-label={t("form.to")}
              value={times.end}
              onChange={(event) =>
                change({ ...exception, periods: [{ ...times, end: event.currentTarget.value }] })
              }
            />
          </>
        )}
      </Group>
    </Group>
  );
}
