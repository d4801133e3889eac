import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Shapes } from "@/kit/api";
import { Direction } from "@/kit/Direction";
import { clock, spoken, useFormats } from "@/kit/format";
import { Party } from "@/kit/Party";
import { OpeningRow } from "@/kit/Rows";
import { OutcomeMark } from "./OutcomeMark";

type Props = { call: Shapes["CallOut"]; open: (call: string) => void };

/** One call of the history; a click or Enter opens its story. */
export function CallRow({ call, open }: Props) {
  const { t } = useTranslation("stats");
  const { time } = useFormats();
  return (
    <OpeningRow open={() => open(call.id)}>
      <Table.Td c="dimmed" data-corner="top-right">
        <time dateTime={call.started_at}>{time(call.started_at)}</time>
      </Table.Td>
      <Table.Td data-corner="top-left">
        <Direction of={call.direction} label={t(`direction.${call.direction}`)}>
          <Party number={call.caller} name={call.caller_name} unknown={t("unknown")} />
        </Direction>
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        <Party number={call.called} />
      </Table.Td>
      <Table.Td data-corner="bottom-right">
        <OutcomeMark outcome={call.outcome} />
      </Table.Td>
      <Length ms={call.duration_ms} />
      <Length ms={call.talk_ms} />
    </OpeningRow>
  );
}

function Length({ ms }: { ms: number }) {
  const seconds = ms / 1000;
  return (
    <Table.Td ta="right" visibleFrom="md" c={ms ? undefined : "dimmed"} aria-label={spoken(seconds)}>
      {ms ? clock(seconds) : "–"}
    </Table.Td>
  );
}
