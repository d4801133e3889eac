import { Badge, Code, Group, Table, Text } from "@mantine/core";
import { IconHash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Dialog } from "@/kit/Dialog";
import { Panel } from "@/kit/Panel";
import { phoneNumber } from "@/kit/phoneNumber";
import { OpeningRow, Rows } from "@/kit/Rows";
import { useMay } from "@/kit/useMay";
import { NumberForm } from "./NumberForm";

const MOST = 200;

/** The company's public numbers, as far as calls outside show them. */
export function Numbers() {
  const { t } = useTranslation(["outbound", "kit"]);
  const may = useMay();
  const [edited, setEdited] = useState<Shapes["NumberOut"]>();
  const found = api.useQuery("get", "/api/v1/numbers", { params: { query: { limit: MOST } } });
  return (
    <>
      <Panel
        title={t("tab.numbers")}
        count={found.data?.items.length}
        query={found}
        empty={{ icon: IconHash, title: t("numbers.none"), text: t("numbers.noneYet") }}
        rows={3}
      >
        <Rows>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("numbers.number")}</Table.Th>
              <Table.Th w={190}>{t("numbers.dialled")}</Table.Th>
              <Table.Th w={240} visibleFrom="sm">
                {t("numbers.alone")}
              </Table.Th>
              <Table.Th w={220} visibleFrom="md">
                {t("rule.permission")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.data?.items.map((each) => (
              <OpeningRow key={each.id} open={may.edit ? () => setEdited(each) : undefined}>
                <Table.Td data-corner="top-left">
                  <Text size="sm" fw={500}>
                    {phoneNumber(each.e164)}
                  </Text>
                  <Text size="xs" c="dimmed">
                    {each.name}
                  </Text>
                </Table.Td>
                <Table.Td data-corner="top-right">
                  {each.prefix ? <Code>{`${each.prefix}*…`}</Code> : "–"}
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  <Alone number={each} />
                </Table.Td>
                <Table.Td visibleFrom="md">{t(`permission.${each.permission}`)}</Table.Td>
              </OpeningRow>
            ))}
          </Table.Tbody>
        </Rows>
      </Panel>
      <Dialog
        opened={edited !== undefined}
        close={() => setEdited(undefined)}
        title={edited && phoneNumber(edited.e164)}
      >
        {edited && <NumberForm number={edited} close={() => setEdited(undefined)} />}
      </Dialog>
    </>
  );
}

/** Whether it can be chosen by itself. */
function Alone({ number }: { number: Shapes["NumberOut"] }) {
  const { t } = useTranslation("outbound");
  if (!number.by_region && !number.carousel) return "–";
  return (
    <Group gap={6}>
      {(["by_region", "carousel"] as const)
        .filter((each) => number[each])
        .map((each) => (
          <Badge key={each} variant="light" color="blue">
            {t(`numbers.${each}`)}
          </Badge>
        ))}
    </Group>
  );
}
