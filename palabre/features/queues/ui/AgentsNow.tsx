import { Badge, Group, Table, Text } from "@mantine/core";
import { IconHeadset } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { clock, spoken } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { Rows } from "@/kit/Rows";
import { useMay } from "@/kit/useMay";
import { useNow } from "@/kit/useNow";
import type { LiveAgent } from "./around";
import { STATE_COLOURS } from "./colours";
import { Pausing } from "./Pausing";

type Loaded = { data?: LiveAgent[]; isPending: boolean; error: unknown; refetch: () => unknown };

/** What each agent does at the moment, and what a team leader can do about it. */
export function AgentsNow({ agents }: { agents: Loaded }) {
  const { t } = useTranslation(["queues", "kit"]);
  const { data, isPending, error, refetch } = agents;
  return (
    <Panel
      title={t("agent.title")}
      count={data?.length}
      query={{ data: data && { items: data }, isPending, error, refetch }}
      empty={{ icon: IconHeadset, title: t("agent.none"), text: t("agent.noneYet") }}
      rows={3}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("agent.name")}</Table.Th>
            <Table.Th>{t("agent.state")}</Table.Th>
            <Table.Th w={80} ta="right" visibleFrom="md">
              {t("agent.calls")}
            </Table.Th>
            <Table.Th w={90} ta="right" visibleFrom="md">
              {t("agent.missed")}
            </Table.Th>
            <Table.Th w={120} ta="right" visibleFrom="md">
              {t("agent.talk")}
            </Table.Th>
            <Table.Th w={200} aria-label={t("kit:actions")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data?.map((agent) => (
            <Row key={agent.id} agent={agent} />
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

function Row({ agent }: { agent: LiveAgent }) {
  const { t } = useTranslation("queues");
  const { edit: mayEdit } = useMay();
  return (
    <Table.Tr>
      <Table.Td data-corner="top-left">
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {agent.name}
          </Text>
          {agent.level > 0 && (
            <Text size="xs" c="dimmed">
              {t("members.levelOf", { level: agent.level })}
            </Text>
          )}
        </Group>
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        <State agent={agent} />
      </Table.Td>
      <Table.Td ta="right" visibleFrom="md">
        {agent.calls}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="md">
        {agent.missed}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="md" aria-label={spoken(agent.talk_seconds)}>
        {clock(agent.talk_seconds)}
      </Table.Td>
      <Table.Td ta="right" data-corner="top-right">
        {mayEdit && <Pausing agent={agent} />}
      </Table.Td>
    </Table.Tr>
  );
}

/** His state, and how long and why he is paused. */
function State({ agent }: { agent: LiveAgent }) {
  const { t, i18n } = useTranslation("queues");
  const now = useNow();
  const away = agent.state === "paused" || agent.state === "logged_out";
  const why =
    agent.reason &&
    (i18n.exists(`queues:agent.why.${agent.reason}`) ? t(`agent.why.${agent.reason}`) : agent.reason);
  const seconds = agent.since ? (now - new Date(agent.since).getTime()) / 1000 : 0;
  return (
    <Group gap="xs">
      <Badge variant="light" color={STATE_COLOURS[agent.state]}>
        {t(`state.${agent.state}`)}
      </Badge>
      {away && (
        <Text size="xs" c="dimmed">
          {[why, agent.since && clock(seconds)].filter(Boolean).join(" · ")}
        </Text>
      )}
    </Group>
  );
}
