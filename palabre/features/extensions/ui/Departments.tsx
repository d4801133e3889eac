import { Group, Table } from "@mantine/core";
import { IconUsersGroup } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Dialog } from "@/kit/Dialog";
import { useFormats } from "@/kit/format";
import { Making } from "@/kit/Making";
import { Panel } from "@/kit/Panel";
import { OpeningRow, Rows } from "@/kit/Rows";
import { labelOf, useThings } from "@/kit/things";
import { useMay } from "@/kit/useMay";
import { DepartmentForm } from "./DepartmentForm";

const MOST = 200;

/** The departments, and what their extensions share. */
export function Departments() {
  const { t } = useTranslation("extensions");
  const { number } = useFormats();
  const may = useMay();
  const [edited, setEdited] = useState<Shapes["ExtensionGroupOut"]>();
  const found = api.useQuery("get", "/api/v1/extension-groups", { params: { query: { limit: MOST } } });
  const numbers = useThings("number");
  const close = () => setEdited(undefined);
  return (
    <>
      {may.edit && (
        <Group justify="flex-end" mb="md">
          <Making name={t("departments.new")} variant="default">
            {(done) => <DepartmentForm department={undefined} close={done} />}
          </Making>
        </Group>
      )}
      <Panel
        title={t("departments.title")}
        count={found.data?.items.length}
        query={found}
        empty={{ icon: IconUsersGroup, title: t("departments.none"), text: t("departments.noneYet") }}
        rows={3}
      >
        <Rows>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("column.name")}</Table.Th>
              <Table.Th w={120} ta="right">
                {t("title")}
              </Table.Th>
              <Table.Th w={280}>{t("departments.number")}</Table.Th>
              <Table.Th w={200} visibleFrom="sm">
                {t("pickup.name")}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.data?.items.map((each) => (
              <OpeningRow key={each.id} open={may.edit ? () => setEdited(each) : undefined}>
                <Table.Td data-corner="top-left" fw={500}>
                  {each.name}
                </Table.Td>
                <Table.Td ta="right" data-corner="top-right">
                  {number(each.extensions)}
                </Table.Td>
                <Table.Td data-corner="bottom-left">
                  {labelOf(numbers, each.outgoing_number_id) || "–"}
                </Table.Td>
                <Table.Td visibleFrom="sm">{t(each.may_be_picked_up ? "pickup.yes" : "pickup.no")}</Table.Td>
              </OpeningRow>
            ))}
          </Table.Tbody>
        </Rows>
      </Panel>
      <Dialog opened={edited !== undefined} close={close} title={t("departments.one")}>
        {edited && <DepartmentForm department={edited} close={close} />}
      </Dialog>
    </>
  );
}
