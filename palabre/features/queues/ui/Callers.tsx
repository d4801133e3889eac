import { Badge, Group, Table, Text } from "@mantine/core";
import { IconHourglassEmpty, IconPhoneIncoming } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Shapes } from "@/kit/api";
import { clock, spoken } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { Party } from "@/kit/Party";
import { Rows } from "@/kit/Rows";
import type { LiveAgent } from "./around";

type Live = {
  data?: Shapes["QueueLive"];
  isPending: boolean;
  error: unknown;
  refetch: () => unknown;
};

type Props = { live: Live; agents: LiveAgent[] | undefined };

/** Who stands in line, in order, and at whose desk it rings for him. */
export function Callers({ live, agents }: Props) {
  const { t } = useTranslation("queues");
  const { data, isPending, error, refetch } = live;
  const hidden = (data?.waiting ?? 0) - (data?.callers.length ?? 0);
  const nameOf = (id: string) => agents?.find((agent) => agent.id === id)?.name ?? "";
  return (
    <Panel
      title={t("now.callers")}
      count={data?.waiting}
      query={{ data: data && { items: data.callers }, isPending, error, refetch }}
      empty={{ icon: IconHourglassEmpty, title: t("now.nobody"), text: t("now.nobodyYet") }}
      rows={2}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={80} visibleFrom="sm">
              {t("now.place")}
            </Table.Th>
            <Table.Th>{t("now.caller")}</Table.Th>
            <Table.Th>{t("now.rings")}</Table.Th>
            <Table.Th w={130} ta="right">
              {t("now.waited")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data?.callers.map((caller) => (
            <Table.Tr key={caller.call ?? `${caller.caller}-${caller.position}`}>
              <Table.Td visibleFrom="sm">{caller.position}</Table.Td>
              <Table.Td data-corner="top-left">
                <Group gap="xs">
                  <Party number={caller.caller} unknown={t("now.hidden")} />
                  {caller.priority > 0 && (
                    <Badge variant="light" color="grape">
                      {t("now.priority", { level: caller.priority })}
                    </Badge>
                  )}
                  {!caller.call && (
                    <Badge variant="light" color="blue">
                      {t("now.callBack")}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td data-corner="bottom-left">
                {caller.ringing.length > 0 && (
                  <Group gap={6} wrap="nowrap">
                    <IconPhoneIncoming size={16} aria-hidden style={{ flex: "none" }} />
                    <Text size="sm">{caller.ringing.map(nameOf).filter(Boolean).join(", ")}</Text>
                  </Group>
                )}
              </Table.Td>
              <Table.Td
                ta="right"
                fw={500}
                data-corner="top-right"
                aria-label={spoken(caller.waited_seconds)}
              >
                {clock(caller.waited_seconds)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Rows>
      {hidden > 0 && (
        <Text size="sm" c="dimmed" px={20} pb="md">
          {t("now.more", { count: hidden })}
        </Text>
      )}
    </Panel>
  );
}
