import { Stack, Text } from "@mantine/core";
import { IconChartBar } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Figures } from "@/kit/Figures";
import { spoken } from "@/kit/format";
import { Loaded } from "@/kit/Loaded";
import { Panel } from "@/kit/Panel";
import { Period, usePeriod } from "@/kit/Period";
import { percent } from "./around";
import { Chart } from "./Chart";
import { levelColour } from "./colours";
import { filled } from "./period";
import { ReportAgents, ReportTable } from "./ReportTable";

type Whole = Shapes["Report"];

/** How a queue did in the last days: figures, a chart, and the same as tables. */
export function Report({ queue }: { queue: string }) {
  const { t } = useTranslation("queues");
  const period = usePeriod("1");
  const params = { params: { path: { queue_id: queue }, query: { since: period.since } } };
  const whole = api.useQuery("get", "/api/v1/queues/{queue_id}/report", params);
  const parts = api.useQuery("get", "/api/v1/queues/{queue_id}/report/parts", params);
  const hourly = period.days === "1";
  const shown = filled(parts.data ?? [], hourly);
  const { isPending, error, refetch } = parts;
  return (
    <Stack gap="lg">
      <Period {...period} />
      <Loaded query={whole} rows={1}>
        {(data) => <Sums whole={data} />}
      </Loaded>
      <Panel
        title={`${t("report.chart")}, ${t(hourly ? "report.hourly" : "report.daily")}`}
        query={{ data: parts.data && { items: shown }, isPending, error, refetch }}
        empty={{ icon: IconChartBar, title: t("report.none"), text: t("report.noneYet") }}
        rows={4}
      >
        <Chart parts={shown} hourly={hourly} />
      </Panel>
      {shown.length > 0 && (
        <ReportTable parts={shown.filter((each) => each.joined > 0 || each.answered > 0)} hourly={hourly} />
      )}
      {whole.data && <ReportAgents queue={queue} counts={whole.data.agents} />}
    </Stack>
  );
}

function Sums({ whole }: { whole: Whole }) {
  const { t } = useTranslation("queues");
  const left = Object.values(whole.left).reduce((sum, each) => sum + each, 0);
  const seconds = (value: number | null) => (value === null ? "–" : spoken(value));
  const told = (["full", "called_back", "missed"] as const)
    .filter((name) => whole[name] > 0)
    .map((name) => t(`report.${name}`, { count: whole[name] }));
  if (whole.estimate_error !== null)
    told.push(t("report.estimate", { seconds: spoken(whole.estimate_error) }));
  const share = (count: number) => (left ? t("report.share", { percent: percent(count / left) }) : undefined);
  return (
    <>
      <Figures
        figures={[
          {
            label: t("report.service"),
            value:
              whole.service_level === null
                ? "–"
                : t("today.share", { percent: percent(whole.service_level) }),
            about: t("report.serviceAbout", { seconds: spoken(whole.service_seconds) }),
            colour: whole.service_level === null ? undefined : levelColour(whole.service_level),
          },
          { label: t("report.joined"), value: String(whole.joined) },
          { label: t("report.answered"), value: String(whole.answered), about: share(whole.answered) },
          { label: t("report.abandoned"), value: String(whole.abandoned), about: share(whole.abandoned) },
          {
            label: t("report.wait"),
            value: seconds(whole.mean_wait),
            about:
              whole.longest_wait === null
                ? undefined
                : t("report.longest", { seconds: spoken(whole.longest_wait) }),
          },
          { label: t("report.talk"), value: seconds(whole.mean_talk) },
        ]}
      />
      {told.length > 0 && (
        <Text size="sm" c="dimmed">
          {told.join(" · ")}
        </Text>
      )}
    </>
  );
}
