import { Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/kit/format";
import { Legend } from "@/kit/Legend";
import { percent } from "./around";
import classes from "./Chart.module.css";
import { ceiling, type Part } from "./period";

const KINDS = ["otherwise", "abandoned", "answered"] as const;
const COLOURS = {
  answered: "var(--chart-answered)",
  abandoned: "var(--chart-abandoned)",
  otherwise: "var(--chart-otherwise)",
};
const LABELS = 8;

type Props = { parts: Part[]; hourly: boolean };

/** How many left the line in what way, one column for each hour or day. */
export function Chart({ parts, hourly }: Props) {
  const { t } = useTranslation("queues");
  const { time, short } = useFormats();
  const top = ceiling(Math.max(...parts.map(total)));
  const every = Math.ceil(parts.length / LABELS);
  return (
    <>
      <Legend
        entries={[...KINDS].reverse().map((kind) => ({ label: t(`report.${kind}`), colour: COLOURS[kind] }))}
      />
      <div className={classes.chart}>
        <div className={classes.scale} aria-hidden>
          <span>{top}</span>
          <span>{top / 2}</span>
          <span>0</span>
        </div>
        <ul className={classes.columns} aria-label={t("report.chart")}>
          {parts.map((part) => (
            <Column key={part.since} part={part} top={top} hourly={hourly} />
          ))}
        </ul>
        <div className={classes.times} aria-hidden>
          {parts.map((part, place) => (
            <span key={part.since}>
              {place % every === 0 && (hourly ? time(part.since) : short(part.since))}
            </span>
          ))}
        </div>
      </div>
    </>
  );
}

function Column({ part, top, hourly }: { part: Part; top: number; hourly: boolean }) {
  const { t } = useTranslation("queues");
  const { time, short } = useFormats();
  const shown = KINDS.filter((kind) => part[kind] > 0);
  const told = [
    hourly ? time(part.since) : short(part.since),
    ...[...shown].reverse().map((kind) => `${t(`report.${kind}`)} ${part[kind]}`),
    part.service_level !== null &&
      `${t("report.service")} ${t("today.share", { percent: percent(part.service_level) })}`,
  ];
  const label = told.filter(Boolean).join(" · ");
  return (
    <Tooltip label={label} withArrow events={{ hover: true, focus: true, touch: true }}>
      <li className={classes.column} aria-label={label}>
        {shown.map((kind) => (
          <div
            key={kind}
            className={classes.bar}
            style={{ height: `${(part[kind] / top) * 100}%`, background: COLOURS[kind] }}
          />
        ))}
      </li>
    </Tooltip>
  );
}

function total(part: Part): number {
  return part.answered + part.abandoned + part.otherwise;
}
