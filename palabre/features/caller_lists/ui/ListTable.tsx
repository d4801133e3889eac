import { Badge, Table, Text } from "@mantine/core";
import { IconShieldHalf } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { OpeningRow, Rows } from "@/kit/Rows";

const MOST = 200;

/** The lists: whom they hold, how many, and whether any rule applies them. */
export function ListTable({ open }: { open: (list: string) => void }) {
  const { t } = useTranslation("caller_lists");
  const { number } = useFormats();
  const params = { params: { query: { limit: MOST } } };
  const found = api.useQuery("get", "/api/v1/caller-lists", params);
  const rules = api.useQuery("get", "/api/v1/caller-lists/rules", params);
  const applied = (list: string) =>
    rules.data?.items.some((rule) => rule.caller_list_id === list && rule.enabled);
  return (
    <Panel
      title={t("list")}
      count={found.data?.items.length}
      query={found}
      empty={{ icon: IconShieldHalf, title: t("none"), text: t("noneYet") }}
      rows={3}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.name")}</Table.Th>
            <Table.Th w={160}>{t("column.type")}</Table.Th>
            <Table.Th w={140} ta="right">
              {t("column.entries")}
            </Table.Th>
            <Table.Th w={190} visibleFrom="sm">
              {t("column.applied")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.data?.items.map((list) => (
            <OpeningRow key={list.id} open={() => open(list.id)}>
              <Table.Td data-corner="top-left">
                <Text size="sm" fw={500}>
                  {list.name}
                </Text>
              </Table.Td>
              <Table.Td data-corner="bottom-left">
                <TypeMark type={list.type} />
              </Table.Td>
              <Table.Td ta="right" data-corner="top-right">
                {number(list.entries)}
              </Table.Td>
              <Table.Td visibleFrom="sm" c={applied(list.id) ? undefined : "dimmed"}>
                {t(applied(list.id) ? "applied.yes" : "applied.no")}
              </Table.Td>
            </OpeningRow>
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

/** Black or white, in words. */
export function TypeMark({ type }: { type: Shapes["CallerListOut"]["type"] }) {
  const { t } = useTranslation("caller_lists");
  return (
    <Badge variant="light" color={type === "black" ? "red" : "leaf"}>
      {t(`type.${type}`)}
    </Badge>
  );
}
