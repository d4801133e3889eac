import { ActionIcon, Badge, Group, Table, Text, Tooltip } from "@mantine/core";
import { IconPhoneOutgoing } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { Party } from "@/kit/Party";
import { phoneNumber } from "@/kit/phoneNumber";
import { Removing } from "@/kit/Removing";
import { serviceNow } from "@/kit/service";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import type { Entry } from "./around";
import { Moving } from "./Moving";

const COLOURS: Record<Entry["state"], string> = {
  waiting: "blue",
  calling: "orange",
  tried: "blue",
  recovered: "leaf",
  cancelled: "gray",
  given_up: "red",
  removed: "gray",
};

/** A lost caller, and what can be done about him. */
export function EntryRow({ entry }: { entry: Entry }) {
  const { t } = useTranslation("robot_controller");
  const { time, day } = useFormats();
  const { edit: mayEdit } = useMay();
  const { save, busy, trouble } = useSaving();
  const params = { path: { robot_entry_id: entry.id } };
  const call = () => void save(() => client.POST("/api/v1/robot-entries/{robot_entry_id}/call", { params }));
  const remove = () => void save(() => client.DELETE("/api/v1/robot-entries/{robot_entry_id}", { params }));
  const number = phoneNumber(entry.number);
  const missed = `${day(entry.missed_at, serviceNow())} ${time(entry.missed_at)}`;
  return (
    <Table.Tr>
      <Table.Td data-corner="top-left">
        <Party number={entry.number} />
        <Text size="xs" c="dimmed" hiddenFrom="sm">
          {missed}
        </Text>
        <Wrong trouble={trouble} />
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <Text size="sm">{missed}</Text>
        {entry.misses > 1 && (
          <Text size="xs" c="dimmed">
            {t("times", { count: entry.misses })}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        <Group gap="xs">
          <Badge variant="light" color={COLOURS[entry.state]}>
            {t(`state.${entry.state}`)}
          </Badge>
          <Fate entry={entry} />
        </Group>
      </Table.Td>
      <Table.Td ta="right" visibleFrom="md">
        {entry.attempts}
      </Table.Td>
      <Table.Td ta="right" data-corner="top-right">
        {mayEdit && entry.state === "waiting" && (
          <Group gap={4} wrap="nowrap" justify="flex-end">
            <Tooltip label={t("callNow")}>
              <ActionIcon
                variant="light"
                loading={busy}
                aria-label={t("callNowWho", { number })}
                onClick={call}
              >
                <IconPhoneOutgoing size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Moving entry={entry} />
            <Removing small what={number} about={t("removing")} remove={remove} />
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** When he is called next, or how the last attempt ended. */
function Fate({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation("robot_controller");
  const { time, day } = useFormats();
  const now = serviceNow();
  const when = `${day(entry.due_at, now).toLowerCase()} ${time(entry.due_at)}`;
  const soon = new Date(entry.due_at).getTime() <= now;
  const told = [
    entry.state === "waiting" && (soon ? t("soon") : t("due", { when })),
    entry.why && (i18n.exists(`robot_controller:why.${entry.why}`) ? t(`why.${entry.why}`) : entry.why),
  ];
  return (
    <Text size="xs" c="dimmed">
      {told.filter(Boolean).join(" · ")}
    </Text>
  );
}
