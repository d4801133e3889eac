import { Accordion, Table } from "@mantine/core";
import { IconHeadset } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { spoken, useFormats } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { serviceNow } from "@/kit/service";
import { MOST, percent, useAgents } from "./around";
import type { Part } from "./period";

const COUNTS = ["joined", "answered", "abandoned", "otherwise"] as const;
/** What a telephone has room for. */
const FIRST = ["answered", "abandoned"];

const from = (count: string) => (FIRST.includes(count) ? undefined : "sm");

/** The chart in figures, for who would rather read. */
export function ReportTable({ parts, hourly }: { parts: Part[]; hourly: boolean }) {
  const { t } = useTranslation("queues");
  const { time, day } = useFormats();
  const now = serviceNow();
  return (
    <Accordion variant="separated" radius={14}>
      <Accordion.Item value="table">
        <Accordion.Control>{t("report.table")}</Accordion.Control>
        <Accordion.Panel style={{ overflowX: "auto" }}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("report.when")}</Table.Th>
                {COUNTS.map((each) => (
                  <Table.Th key={each} ta="right" visibleFrom={from(each)}>
                    {t(`report.${each}`)}
                  </Table.Th>
                ))}
                <Table.Th ta="right">{t("report.service")}</Table.Th>
                <Table.Th ta="right" visibleFrom="sm">
                  {t("report.wait")}
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {parts.map((part) => (
                <Table.Tr key={part.since}>
                  <Table.Td>{hourly ? time(part.since) : day(part.since, now)}</Table.Td>
                  {COUNTS.map((each) => (
                    <Table.Td key={each} ta="right" visibleFrom={from(each)}>
                      {part[each]}
                    </Table.Td>
                  ))}
                  <Table.Td ta="right">
                    {part.service_level === null
                      ? "–"
                      : t("today.share", { percent: percent(part.service_level) })}
                  </Table.Td>
                  <Table.Td ta="right" visibleFrom="sm">
                    {part.mean_wait === null ? "–" : spoken(part.mean_wait)}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

/** How many calls each agent has taken, the busiest first. */
export function ReportAgents({ queue, counts }: { queue: string; counts: Record<string, number> }) {
  const { t } = useTranslation("queues");
  const live = useAgents(queue);
  const known = api.useQuery("get", "/api/v1/agents", { params: { query: { limit: MOST } } });
  const taken = Object.entries(counts).sort(([, one], [, other]) => other - one);
  if (taken.length === 0) return null;
  const names = new Map(
    [...(known.data?.items ?? []), ...(live.data ?? [])].map(({ id, name }) => [id, name]),
  );
  return (
    <Panel
      title={t("report.agents")}
      query={{ data: { items: taken }, isPending: false, error: null, refetch: live.refetch }}
      empty={{ icon: IconHeadset, title: t("report.none"), text: t("report.noneYet") }}
      rows={1}
    >
      <Table>
        <Table.Tbody>
          {taken.map(([agent, count]) => (
            <Table.Tr key={agent}>
              <Table.Td>{names.get(agent) ?? "–"}</Table.Td>
              <Table.Td ta="right" fw={500}>
                {count}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
