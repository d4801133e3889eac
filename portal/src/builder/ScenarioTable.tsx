import { Badge, Group, Table, Text } from "@mantine/core";
import { IconLock, IconSitemap } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { OpeningRow, Rows } from "@/kit/Rows";
import { serviceNow } from "@/kit/service";

const MOST = 200;

type Scenario = Shapes["ScenarioOut"];
type Props = { open: (scenario: string) => void };

/** The scenarios, and which of them calls follow. */
export function ScenarioTable({ open }: Props) {
  const { t } = useTranslation("builder");
  const found = api.useQuery("get", "/api/v1/scenarios", { params: { query: { limit: MOST } } });
  return (
    <Panel
      title={t("list")}
      count={found.data?.items.length}
      query={found}
      empty={{ icon: IconSitemap, title: t("none"), text: t("noneYet") }}
      rows={5}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.name")}</Table.Th>
            <Table.Th>{t("column.state")}</Table.Th>
            <Table.Th w={120}>{t("column.number")}</Table.Th>
            <Table.Th w={210} ta="right" visibleFrom="md">
              {t("column.changed")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.data?.items.map((scenario) => (
            <Row key={scenario.id} scenario={scenario} open={() => open(scenario.id)} />
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

function Row({ scenario, open }: { scenario: Scenario; open: () => void }) {
  const { day, time } = useFormats();
  return (
    <OpeningRow open={open}>
      <Table.Td data-corner="top-left">
        <Text size="sm" fw={500}>
          {scenario.name}
        </Text>
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        <Published scenario={scenario} />
      </Table.Td>
      <Table.Td data-corner="top-right">{scenario.number ?? "–"}</Table.Td>
      <Table.Td ta="right" visibleFrom="md" c="dimmed">
        {day(scenario.updated_at, serviceNow())} {time(scenario.updated_at)}
      </Table.Td>
    </OpeningRow>
  );
}

/** Which version calls follow, whether the draft is further, and who has it locked. */
export function Published({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("builder");
  const version = scenario.published_version;
  return (
    <Group gap="xs">
      <Badge variant="light" color={version ? "leaf" : "gray"}>
        {version ? t("version", { version }) : t("unpublished")}
      </Badge>
      {version !== null && scenario.draft_differs && (
        <Badge variant="light" color="orange">
          {t("differs")}
        </Badge>
      )}
      {scenario.lock && (
        <Badge variant="light" color="gray" leftSection={<IconLock size={12} aria-hidden />}>
          {scenario.lock.email}
        </Badge>
      )}
    </Group>
  );
}
