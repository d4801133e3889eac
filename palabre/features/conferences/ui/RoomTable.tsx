import { Badge, Group, Table, Text } from "@mantine/core";
import { IconUsersPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { Panel } from "@/kit/Panel";
import { OpeningRow, Rows } from "@/kit/Rows";
import type { Conference } from "./around";

const MOST = 200;

/** All rooms, with what one should know before going in. */
export function RoomTable({ open }: { open: (room: string) => void }) {
  const { t } = useTranslation("conferences");
  const found = api.useQuery("get", "/api/v1/conferences", { params: { query: { limit: MOST } } });
  return (
    <Panel
      title={t("list")}
      count={found.data?.items.length}
      query={found}
      empty={{ icon: IconUsersPlus, title: t("none"), text: t("noneYet") }}
      rows={3}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("field.name")}</Table.Th>
            <Table.Th w={160}>{t("field.number")}</Table.Th>
            <Table.Th w={320}>{t("rules")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.data?.items.map((room) => (
            <OpeningRow key={room.id} open={() => open(room.id)}>
              <Table.Td data-corner="top-left">
                <Text size="sm" fw={500}>
                  {room.name}
                </Text>
              </Table.Td>
              <Table.Td data-corner="top-right">{room.number ?? "–"}</Table.Td>
              <Table.Td data-corner="bottom-left">
                <Marks room={room} />
              </Table.Td>
            </OpeningRow>
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

function Marks({ room }: { room: Conference }) {
  const { t } = useTranslation("conferences");
  const marks = (["pin", "record"] as const).filter((each) => room[each]);
  return (
    <Group gap={6}>
      <Badge variant="light" color="gray">
        {t("mark.most", { count: room.max_members })}
      </Badge>
      {marks.map((mark) => (
        <Badge key={mark} variant="light">
          {t(`mark.${mark}`)}
        </Badge>
      ))}
    </Group>
  );
}
