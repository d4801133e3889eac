import { Badge, Group, Table, Text } from "@mantine/core";
import { IconEar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { spoken, useFormats } from "@/kit/format";
import { BY_PAGES, More } from "@/kit/More";
import { useNames } from "@/kit/names";
import { Panel } from "@/kit/Panel";
import { named } from "@/kit/phoneNumber";
import { Rows } from "@/kit/Rows";
import { serviceNow } from "@/kit/service";

const PER_PAGE = 20;

/** Every time that somebody has entered a conversation: who, whose, and what he did there. */
export function Uses() {
  const { t } = useTranslation(["whisper", "kit"]);
  const found = api.useInfiniteQuery(
    "get",
    "/api/v1/whisper/uses",
    { params: { query: { limit: PER_PAGE } } },
    BY_PAGES,
  );
  const items = found.data?.pages.flatMap((page) => page.items);
  const { isPending, error, refetch } = found;
  return (
    <Panel
      title={t("uses.title")}
      query={{ data: items && { items }, isPending, error, refetch }}
      empty={{ icon: IconEar, title: t("uses.none"), text: t("uses.noneYet") }}
      rows={3}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={200}>{t("uses.when")}</Table.Th>
            <Table.Th>{t("uses.who")}</Table.Th>
            <Table.Th>{t("uses.agent")}</Table.Th>
            <Table.Th w={280}>{t("uses.did")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items?.map((use) => (
            <Row key={use.id} use={use} />
          ))}
        </Table.Tbody>
      </Rows>
      <More of={found} />
    </Panel>
  );
}

function Row({ use }: { use: Shapes["WhisperUseOut"] }) {
  const { t } = useTranslation("whisper");
  const { day, time } = useFormats();
  const nameOf = useNames();
  const lasted = use.ended_at && (Date.parse(use.ended_at) - Date.parse(use.started_at)) / 1000;
  return (
    <Table.Tr>
      <Table.Td data-corner="top-left">
        <Text size="sm">{`${day(use.started_at, serviceNow())} ${time(use.started_at)}`}</Text>
        <Text size="xs" c="dimmed">
          {lasted === null ? t("uses.now") : spoken(Number(lasted))}
        </Text>
      </Table.Td>
      <Table.Td data-corner="top-right">{named(use.supervisor, nameOf)}</Table.Td>
      <Table.Td data-corner="bottom-left">{named(use.agent, nameOf)}</Table.Td>
      <Table.Td data-corner="bottom-right">
        <Group gap={6}>
          {use.modes.map((mode, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same can be done twice, the order stays
            <Badge key={at} variant="light" color="gray">
              {t(`mode.${mode}`)}
            </Badge>
          ))}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
