import { Badge, Table } from "@mantine/core";
import { IconPhoneOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { Direction } from "@/kit/Direction";
import { clock, spoken } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { Party } from "@/kit/Party";
import { Rows } from "@/kit/Rows";
import { useNow } from "@/kit/useNow";
import { type LiveCall, moment, placeOf } from "./moment";

const EVERY_MS = 2000;
const COLOURS = {
  talking: "leaf",
  held: "yellow",
  parked: "grape",
  ringing: "orange",
  menu: "blue",
  waiting: "gray",
};

/** Who talks with whom, where in the scenario, and for how long. */
export function CallsInProgress() {
  const { t } = useTranslation("monitoring");
  const live = api.useQuery("get", "/api/v1/calls/live", {}, { refetchInterval: EVERY_MS });
  const calls = live.data?.items;
  return (
    <Panel
      title={t("calls.title")}
      count={calls?.length}
      query={live}
      empty={{ icon: IconPhoneOff, title: t("calls.none"), text: t("calls.noneYet") }}
      rows={3}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("calls.who")}</Table.Th>
            <Table.Th>{t("calls.with")}</Table.Th>
            <Table.Th w={210}>{t("calls.state")}</Table.Th>
            <Table.Th w={150} visibleFrom="md">
              {t("calls.step")}
            </Table.Th>
            <Table.Th w={90} ta="right">
              {t("calls.duration")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {calls?.map((call) => (
            <CallRow key={call.id} call={call} />
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

function CallRow({ call }: { call: LiveCall }) {
  const { t } = useTranslation("monitoring");
  const now = useNow();
  const state = moment(call);
  const seconds = (now - new Date(call.started_at).getTime()) / 1000;
  return (
    <Table.Tr>
      <Table.Td data-corner="top-left">
        <Direction of={call.direction} label={t(`direction.${call.direction}`)}>
          <Party number={call.caller} name={call.caller_name} unknown={t("unknown")} />
        </Direction>
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        <Party number={call.with_whom || call.called} />
      </Table.Td>
      <Table.Td data-corner="bottom-right">
        <Badge variant="light" color={COLOURS[state]}>
          {t(`state.${state}`)}
        </Badge>
      </Table.Td>
      <Table.Td visibleFrom="md" c="dimmed">
        {placeOf(call)}
      </Table.Td>
      <Table.Td ta="right" fw={500} data-corner="top-right" aria-label={spoken(seconds)}>
        {clock(seconds)}
      </Table.Td>
    </Table.Tr>
  );
}
