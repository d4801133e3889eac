import { Table } from "@mantine/core";
import { IconPhoneCall } from "@tabler/icons-react";
import { keepPreviousData } from "@tanstack/react-query";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { BY_PAGES, More } from "@/kit/More";
import { Panel } from "@/kit/Panel";
import { Rows } from "@/kit/Rows";
import { serviceNow } from "@/kit/service";
import { CallRow } from "./CallRow";
import classes from "./CallTable.module.css";
import type { CallSearch } from "./search";

const EVERY_MS = 5000;
const PER_PAGE = 50;

type Call = Shapes["CallOut"];
type Props = { search: CallSearch; open: (call: string) => void };

/** The last calls, newest first, a heading for each day. */
export function CallTable({ search, open }: Props) {
  const { t } = useTranslation(["stats", "kit"]);
  const { call: _, ...filters } = search;
  const found = api.useInfiniteQuery(
    "get",
    "/api/v1/calls",
    { params: { query: { limit: PER_PAGE, ...filters } } },
    {
      ...BY_PAGES,
      placeholderData: keepPreviousData,
      // While older pages are being read, new calls must not push the rows about.
      refetchInterval: (query) => (query.state.data?.pages.length === 1 ? EVERY_MS : false),
    },
  );
  const calls = found.data?.pages.flatMap((page) => page.items);
  const filtered = Object.values(filters).some(Boolean);
  const empty = filtered
    ? { title: t("empty.found"), text: t("empty.widen") }
    : { title: t("empty.none"), text: t("empty.soon") };
  return (
    <Panel
      title={t("list")}
      query={{ ...found, data: calls && { items: calls } }}
      empty={{ icon: IconPhoneCall, ...empty }}
      rows={8}
    >
      <Rows aria-describedby="calls-keys">
        <caption id="calls-keys" className={classes.keys}>
          {t("keys")}
        </caption>
        <Head />
        <Table.Tbody>
          <Days calls={calls ?? []} open={open} />
        </Table.Tbody>
      </Rows>
      <More of={found} />
    </Panel>
  );
}

function Head() {
  const { t } = useTranslation("stats");
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th w={84}>{t("column.time")}</Table.Th>
        <Table.Th>{t("column.from")}</Table.Th>
        <Table.Th>{t("column.to")}</Table.Th>
        <Table.Th className={classes.outcome}>{t("column.outcome")}</Table.Th>
        <Table.Th w={110} ta="right" visibleFrom="md">
          {t("column.duration")}
        </Table.Th>
        <Table.Th w={130} ta="right" visibleFrom="md">
          {t("column.talk")}
        </Table.Th>
      </Table.Tr>
    </Table.Thead>
  );
}

function Days({ calls, open }: { calls: Call[]; open: Props["open"] }) {
  const { day } = useFormats();
  const now = serviceNow();
  const days = Map.groupBy(calls, (call) => day(call.started_at, now));
  return [...days].map(([name, ofDay]) => (
    <Fragment key={name}>
      <Table.Tr className={classes.day}>
        <Table.Th colSpan={6} scope="rowgroup">
          {name}
        </Table.Th>
      </Table.Tr>
      {ofDay.map((call) => (
        <CallRow key={call.id} call={call} open={open} />
      ))}
    </Fragment>
  ));
}
