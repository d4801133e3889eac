import { Badge, Code, Group, Modal, Table, Text } from "@mantine/core";
import { IconHash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Panel } from "@/kit/Panel";
import { phoneNumber } from "@/kit/phoneNumber";
import stacked from "@/kit/Stacked.module.css";
import { useMay } from "@/kit/useMay";
import { useRows } from "@/kit/useRows";
import { NumberForm } from "./NumberForm";

const MOST = 200;

/** The company's public numbers, as far as calls outside show them. */
export function Numbers() {
  const { t } = useTranslation(["outbound", "kit"]);
  const keys = useRows();
  const may = useMay();
  const [edited, setEdited] = useState<Shapes["NumberOut"]>();
  const found = api.useQuery("get", "/api/v1/numbers", { params: { query: { limit: MOST } } });
  const open = (number: Shapes["NumberOut"]) => may.edit && setEdited(number);
  return (
    <>
      <Panel
        title={t("tab.numbers")}
        count={found.data?.items.length}
        query={found}
        empty={{ icon: IconHash, title: t("numbers.none"), text: t("numbers.noneYet") }}
        rows={3}
      >
        <Table className={stacked.rows} ref={keys.ref} onKeyDown={keys.onKeyDown}>
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
              <Table.Tr
                key={each.id}
                data-row
                tabIndex={0}
                onClick={() => open(each)}
                onKeyDown={(event) => event.key === "Enter" && open(each)}
              >
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
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Panel>
      <Modal
        opened={edited !== undefined}
        onClose={() => setEdited(undefined)}
        title={edited && phoneNumber(edited.e164)}
        closeButtonProps={{ "aria-label": t("kit:close") }}
      >
        {edited && <NumberForm number={edited} close={() => setEdited(undefined)} />}
      </Modal>
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
          <Badge key={each} variant="light" color="blue" tt="none">
            {t(`numbers.${each}`)}
          </Badge>
        ))}
    </Group>
  );
}
