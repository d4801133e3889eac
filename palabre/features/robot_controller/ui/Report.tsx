import { SegmentedControl, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { Figures } from "@/kit/Figures";
import { spoken } from "@/kit/format";
import { beginning, DAYS, type Days } from "@/kit/lastDays";
import { Sorry } from "@/kit/Sorry";
import { serviceNow } from "@/kit/service";
import { useTimeZone } from "@/kit/timeZone";
import { Waiting } from "@/kit/Waiting";
import { Fates } from "./Fates";

/** What became of the callers who were lost in the last days. */
export function Report({ queue }: { queue: string }) {
  const { t, i18n } = useTranslation(["robot_controller", "kit"]);
  const zone = useTimeZone();
  const [days, setDays] = useState<Days>("7");
  const since = useMemo(() => beginning(days, serviceNow(), zone), [days, zone]);
  const params = { params: { path: { queue_id: queue }, query: { since } } };
  const found = api.useQuery("get", "/api/v1/queues/{queue_id}/robot/report", params);
  const told = found.data;
  const results = Object.entries(told?.results ?? {}).sort(([, one], [, other]) => other - one);
  const why = (key: string) => (i18n.exists(`robot_controller:why.${key}`) ? t(`why.${key}`) : key);
  return (
    <Stack gap="lg">
      <div>
        <SegmentedControl
          aria-label={t("kit:period.name")}
          data={DAYS.map((value) => ({ value, label: t(`kit:period.days.${value}`) }))}
          value={days}
          onChange={(value) => setDays(value as Days)}
        />
      </div>
      {!told &&
        (found.isPending ? <Waiting rows={2} /> : <Sorry error={found.error} again={found.refetch} />)}
      {told && (
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
      )}
    </Stack>
  );
}
