import { Table } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { Removing } from "@/kit/Removing";
import { Rows } from "@/kit/Rows";
import { serviceNow } from "@/kit/service";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const MOST = 200;

/** The old short numbers that still tell callers the new ones. */
export function Moved() {
  const { t } = useTranslation(["numbers", "kit"]);
  const { day } = useFormats();
  const may = useMay();
  const found = api.useQuery("get", "/api/v1/moved-numbers", { params: { query: { limit: MOST } } });
  const { save, trouble } = useSaving();
  const forget = (moved_number_id: string) =>
    void save(() =>
      client.DELETE("/api/v1/moved-numbers/{moved_number_id}", { params: { path: { moved_number_id } } }),
    );
  return (
    <Panel
      title={t("moved.title")}
      query={found}
      empty={{ icon: IconArrowRight, title: t("moved.none"), text: t("moved.noneYet") }}
      rows={2}
    >
      <Wrong trouble={trouble} />
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={140}>{t("moved.old")}</Table.Th>
            <Table.Th>{t("moved.whose")}</Table.Th>
            <Table.Th w={240}>{t("moved.until")}</Table.Th>
            <Table.Th w={60} aria-label={t("kit:actions")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.data?.items.map(({ id, digits, name, ends_at }) => (
            <Table.Tr key={id}>
              <Table.Td data-corner="top-left">{digits}</Table.Td>
              <Table.Td data-corner="bottom-left">{name}</Table.Td>
              <Table.Td data-corner="bottom-right">{day(ends_at, serviceNow())}</Table.Td>
              <Table.Td data-corner="top-right">
                {may.edit && (
                  <Removing what={digits} about={t("moved.remove")} remove={() => forget(id)} small />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}
