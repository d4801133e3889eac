import { ActionIcon, Group, Switch, Table, Text, Tooltip } from "@mantine/core";
import { IconMicrophone, IconMicrophoneOff, IconUsersPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { clock } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { Party } from "@/kit/Party";
import { Removing } from "@/kit/Removing";
import { Rows } from "@/kit/Rows";
import { useMay } from "@/kit/useMay";
import { useNow } from "@/kit/useNow";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { type Attendee, useRoom } from "./around";

type Props = { room: string; most: number };

/** Who is in the room, renewed every few seconds, with the moderator's hands on the microphones. */
export function Members({ room, most }: Props) {
  const { t } = useTranslation(["conferences", "kit"]);
  const { edit: mayEdit } = useMay();
  const found = useRoom(room);
  const { save, busy, trouble } = useSaving();
  const params = { path: { conference_id: room } };
  const lock = (locked: boolean) =>
    void save(() => client.PATCH("/api/v1/conferences/{conference_id}/room", { params, body: { locked } }));
  const members = found.data?.members;
  const { isPending, error, refetch } = found;
  return (
    <>
      <Panel
        title={members?.length ? t("inside", { count: members.length, most }) : t("now")}
        query={{ data: members && { items: members }, isPending, error, refetch }}
        empty={{ icon: IconUsersPlus, title: t("nobody"), text: t("nobodyYet") }}
        rows={3}
      >
        <Rows>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("who")}</Table.Th>
              <Table.Th w={130}>{t("since")}</Table.Th>
              <Table.Th w={120} aria-label={t("kit:actions")} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {members?.map((member) => (
              <Member key={member.call} room={room} member={member} />
            ))}
          </Table.Tbody>
        </Rows>
      </Panel>
      <Wrong trouble={trouble} />
      {mayEdit && !!members?.length && (
        <Switch
          label={t("locked")}
          description={t("lockedAbout")}
          checked={found.data?.locked ?? false}
          disabled={busy}
          onChange={(event) => lock(event.currentTarget.checked)}
        />
      )}
    </>
  );
}

function Member({ room, member }: { room: string; member: Attendee }) {
  const { t } = useTranslation("conferences");
  const { edit: mayEdit } = useMay();
  const now = useNow();
  const { save, busy, trouble } = useSaving();
  const params = { path: { conference_id: room, call_id: member.call } };
  const mute = (muted: boolean) =>
    void save(() =>
      client.PATCH("/api/v1/conferences/{conference_id}/members/{call_id}", { params, body: { muted } }),
    );
  const remove = () =>
    void save(() => client.DELETE("/api/v1/conferences/{conference_id}/members/{call_id}", { params }));
  const who = member.name || member.caller;
  const Icon = member.muted ? IconMicrophoneOff : IconMicrophone;
  const label = t(member.muted ? "unmute" : "mute", { who });
  return (
    <Table.Tr>
      <Table.Td data-corner="top-left">
        <Party number={member.caller} name={member.name} />
        <Wrong trouble={trouble} />
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        <Text size="sm">{clock(Math.max(0, (now - Date.parse(member.since)) / 1000))}</Text>
      </Table.Td>
      <Table.Td ta="right" data-corner="top-right">
        {mayEdit && (
          <Group gap={4} wrap="nowrap" justify="flex-end">
            <Tooltip label={label}>
              <ActionIcon
                variant={member.muted ? "filled" : "light"}
                color={member.muted ? "red" : undefined}
                loading={busy}
                aria-label={label}
                aria-pressed={member.muted}
                onClick={() => mute(!member.muted)}
              >
                <Icon size={17} aria-hidden />
              </ActionIcon>
            </Tooltip>
            <Removing small what={who} about={t("showOut")} remove={remove} />
          </Group>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
