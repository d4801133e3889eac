import { Stack, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Figures } from "@/kit/Figures";
import { spoken } from "@/kit/format";
import { Loaded } from "@/kit/Loaded";
import { Period, usePeriod } from "@/kit/Period";
import { Fates } from "./Fates";

/** What became of the callers who were lost in the last days. */
export function Report({ queue }: { queue: string }) {
  const period = usePeriod("7");
  const params = { params: { path: { queue_id: queue }, query: { since: period.since } } };
  const found = api.useQuery("get", "/api/v1/queues/{queue_id}/robot/report", params);
  return (
    <Stack gap="lg">
      <Period {...period} />
      <Loaded query={found} rows={2}>
        {(told) => <Told told={told} />}
      </Loaded>
    </Stack>
  );
}

function Told({ told }: { told: Shapes["RobotReport"] }) {
  const { t, i18n } = useTranslation("robot_controller");
  const results = Object.entries(told.results).sort(([, one], [, other]) => other - one);
  const why = (key: string) => (i18n.exists(`robot_controller:why.${key}`) ? t(`why.${key}`) : key);
  return (
    <>
      <Figures
        figures={[
          {
            label: t("report.share"),
            value:
              told.recovered_share === null
                ? "–"
                : t("report.percent", { percent: Math.round(told.recovered_share * 100) }),
            about: t("report.shareAbout"),
          },
          { label: t("report.lost"), value: String(told.lost) },
          { label: t("report.attempts"), value: String(told.attempts) },
          {
            label: t("report.time"),
            value: told.mean_seconds === null ? "–" : spoken(told.mean_seconds),
            about: t("report.timeAbout"),
          },
        ]}
      />
      <Fates told={told} />
      {results.length > 0 && (
        <Text size="sm" c="dimmed">
          {t("report.results")} {results.map(([key, count]) => `${why(key)} ${count}`).join(" · ")}
        </Text>
      )}
    </>
  );
}
