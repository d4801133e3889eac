import { Text, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import classes from "./Week.module.css";
import { type Day, days, type Part, timeOf } from "./week";

const EVERY_MS = 60_000;
const TICKS = [0, 6, 12, 18, 24];

/** The seven days to come as bars: coloured where the schedule is open, exceptions and holidays by name. */
export function Week({ schedule }: { schedule: string }) {
  const params = { params: { path: { schedule_id: schedule } } };
  const found = api.useQuery("get", "/api/v1/schedules/{schedule_id}/preview", params, {
    refetchInterval: EVERY_MS,
  });
  const preview = found.data;
  if (!preview) return <div className={classes.week} aria-busy />;
  return (
    <div className={classes.week}>
      {days(preview.stretches, preview.time_zone).map((day) => (
        <Row key={day.date} day={day} />
      ))}
      <div className={classes.ticks} aria-hidden>
        {TICKS.map((hour) => (
          <span key={hour} style={{ insetInlineStart: `${(hour / 24) * 100}%` }}>
            {hour}
          </span>
        ))}
      </div>
    </div>
  );
}

function Row({ day }: { day: Day }) {
  const { t, i18n } = useTranslation("hours");
  const at = new Date(`${day.date}T12:00:00Z`);
  const name = new Intl.DateTimeFormat(i18n.language, {
    weekday: "short",
    day: "numeric",
    timeZone: "UTC",
  }).format(at);
  const open = day.parts.filter((part) => part.open);
  const special = day.parts.find((part) => part.name)?.name;
  const told = open.map((part) => `${timeOf(part.from)} – ${timeOf(part.to)}`).join(", ") || t("week.closed");
  return (
    <div className={classes.row}>
      <Text size="sm" className={classes.day}>
        {name}
      </Text>
      <Tooltip label={special ? `${special} · ${told}` : told} withArrow>
        <div className={classes.bar} role="img" aria-label={`${name} : ${told}`}>
          {open.map((part) => (
            <Piece key={part.from} part={part} />
          ))}
        </div>
      </Tooltip>
      <Text size="xs" c="dimmed" className={classes.note} truncate>
        {special ?? told}
      </Text>
    </div>
  );
}

function Piece({ part }: { part: Part }) {
  const style = { insetInlineStart: `${part.from * 100}%`, width: `${(part.to - part.from) * 100}%` };
  return <span className={classes.open} data-why={part.why} style={style} />;
}
