import { Badge, Group, Table, Text } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { clock, spoken } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { OpeningRow, Rows } from "@/kit/Rows";
import { EVERY_MS, MOST, percent, type Queue, type Today, useToday } from "./around";
import { levelColour } from "./colours";

type Live = Shapes["QueueBrief"];

/** The queues: who waits, who could answer, and how well it went today. */
export function QueueTable({ open }: { open: (queue: string) => void }) {
  const { t } = useTranslation("queues");
  const found = api.useQuery("get", "/api/v1/queues", { params: { query: { limit: MOST } } });
  const live = api.useQuery("get", "/api/v1/queues/live", {}, { refetchInterval: EVERY_MS });
  const today = useToday();
  const queues = found.data?.items;
  return (
    <Panel
      title={t("list")}
      count={queues?.length}
      query={found}
      empty={{ icon: IconUsersGroup, title: t("none"), text: t("noneYet") }}
      rows={4}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.name")}</Table.Th>
            <Table.Th w={110}>{t("column.waiting")}</Table.Th>
            <Table.Th w={190} visibleFrom="md">
              {t("column.longest")}
            </Table.Th>
            <Table.Th w="30%">{t("column.agents")}</Table.Th>
            <Table.Th w={180} visibleFrom="sm">
              {t("column.today")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {queues?.map((queue) => (
            <Row
              key={queue.id}
              queue={queue}
              live={live.data?.find(({ id }) => id === queue.id)}
              today={today.get(queue.id)}
              open={() => open(queue.id)}
            />
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

type RowProps = { queue: Queue; live: Live | undefined; today: Today | undefined; open: () => void };

function Row({ queue, live, today, open }: RowProps) {
  const { t } = useTranslation("queues");
  const longest = live?.longest_wait_seconds ?? 0;
  return (
    <OpeningRow open={open}>
      <Table.Td data-corner="top-left">
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {queue.name}
          </Text>
          <Text size="sm" c="dimmed">
            {queue.number}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td data-corner="top-right">
        {live && (
          <Badge
            variant={live.waiting ? "filled" : "light"}
            color={live.waiting ? "orange.8" : "gray"}
            size="lg"
            aria-label={`${t("column.waiting")} : ${live.waiting}`}
          >
            {live.waiting}
          </Badge>
        )}
      </Table.Td>
      <Table.Td visibleFrom="md" aria-label={spoken(longest)} c={longest ? undefined : "dimmed"}>
        {longest ? clock(longest) : "–"}
      </Table.Td>
      <Table.Td data-corner="bottom-left">{live && <AgentsNow live={live} />}</Table.Td>
      <Table.Td visibleFrom="sm">
        <Service today={today} />
      </Table.Td>
    </OpeningRow>
  );
}

function AgentsNow({ live }: { live: Live }) {
  const { t } = useTranslation("queues");
  const counts = [
    ["free", live.agents_free, "leaf"],
    ["busy", live.agents_busy, "blue"],
    ["paused", live.agents_paused, "gray"],
  ] as const;
  const shown = counts.filter(([, count]) => count > 0);
  if (shown.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("agentsNow.nobody")}
      </Text>
    );
  return (
    <Group gap={6}>
      {shown.map(([what, count, color]) => (
        <Badge key={what} variant="light" color={color}>
          {t(`agentsNow.${what}`, { count })}
        </Badge>
      ))}
    </Group>
  );
}

function Service({ today }: { today: Today | undefined }) {
  const { t } = useTranslation("queues");
  if (!today)
    return (
      <Text size="sm" c="dimmed">
        {t("today.none")}
      </Text>
    );
  const share = percent(today.service_level);
  return (
    <Group gap={8} wrap="nowrap" align="baseline">
      <Text size="sm" fw={600} c={levelColour(today.service_level)}>
        {t("today.share", { percent: share })}
      </Text>
      <Text size="xs" c="dimmed">
        {t("today.of", { inTime: today.in_time, left: today.left_line })}
      </Text>
    </Group>
  );
}
