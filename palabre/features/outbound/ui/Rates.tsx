import { Group, Table, Text } from "@mantine/core";
import { IconReceipt } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Dialog } from "@/kit/Dialog";
import { Making } from "@/kit/Making";
import { BY_PAGES, More } from "@/kit/More";
import { Panel } from "@/kit/Panel";
import { OpeningRow, Rows } from "@/kit/Rows";
import { labelOf, useThings } from "@/kit/things";
import { useMay } from "@/kit/useMay";
import { useMoney } from "./money";
import { RateForm } from "./RateForm";

const PER_PAGE = 100;

/** What calls cost by where they go, and what carriers take for them. */
export function Rates() {
  const { t } = useTranslation("outbound");
  const may = useMay();
  const [edited, setEdited] = useState<Shapes["RateOut"]>();
  const found = api.useInfiniteQuery(
    "get",
    "/api/v1/outbound/rates",
    { params: { query: { limit: PER_PAGE } } },
    BY_PAGES,
  );
  const spending = api.useQuery("get", "/api/v1/outbound/spending");
  const money = useMoney(spending.data?.currency ?? "EUR");
  const trunks = useThings("trunk");
  const items = found.data?.pages.flatMap((page) => page.items);
  const { isPending, error, refetch } = found;
  const close = () => setEdited(undefined);
  return (
    <>
      {may.edit && (
        <Group justify="flex-end" mb="md">
          <Making name={t("rates.new")} variant="default">
            {(done) => <RateForm rate={undefined} trunks={trunks} close={done} />}
          </Making>
        </Group>
      )}
      <Panel
        title={t("tab.rates")}
        query={{ data: items && { items }, isPending, error, refetch }}
        empty={{ icon: IconReceipt, title: t("rates.none"), text: t("rates.noneYet") }}
        rows={5}
      >
        <Rows>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("rates.where")}</Table.Th>
              <Table.Th w={200}>{t("rates.whose")}</Table.Th>
              <Table.Th w={150} ta="right">
                {t("rates.perMinute")}
              </Table.Th>
              <Table.Th w={130} ta="right" visibleFrom="sm">
                {t("rates.setUp")}
              </Table.Th>
              <Table.Th w={150} visibleFrom="md">
                {t("rates.counted")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items?.map((each) => (
              <OpeningRow key={each.id} open={may.edit ? () => setEdited(each) : undefined}>
                <Table.Td data-corner="top-left">
                  <Text size="sm" fw={500}>
                    {each.name}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {each.service ? each.prefix : `+${each.prefix}`}
                  </Text>
                </Table.Td>
                <Table.Td data-corner="bottom-left" c={each.trunk_id ? undefined : "dimmed"}>
                  {each.trunk_id ? labelOf(trunks, each.trunk_id) : t("rates.ours")}
                </Table.Td>
                <Table.Td ta="right" data-corner="top-right">
                  {money(each.per_minute)}
                </Table.Td>
                <Table.Td ta="right" visibleFrom="sm">
                  {money(each.set_up)}
                </Table.Td>
                <Table.Td visibleFrom="md" c="dimmed">
                  {t("rates.steps", { first: each.first_seconds, step: each.step_seconds })}
                </Table.Td>
              </OpeningRow>
            ))}
          </Table.Tbody>
        </Rows>
        <More of={found} />
      </Panel>
      <Dialog opened={edited !== undefined} close={close} title={t("rates.one")}>
        {edited && <RateForm rate={edited} trunks={trunks} close={close} />}
      </Dialog>
    </>
  );
}
