import { SegmentedControl } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { beginning, DAYS, type Days } from "@/kit/lastDays";
import { serviceNow } from "@/kit/service";
import { useTimeZone } from "@/kit/timeZone";

type Chosen = { days: Days; choose: (days: Days) => void };

/** The last days that a report is about, and when they began: the same moment while the page is open. */
export function usePeriod(first: Days): Chosen & { since: string } {
  const zone = useTimeZone();
  const [days, choose] = useState<Days>(first);
  const since = useMemo(() => beginning(days, serviceNow(), zone), [days, zone]);
  return { days, choose, since };
}

/** Lets the reader say how many days a report is about. */
export function Period({ days, choose }: Chosen) {
  const { t } = useTranslation("kit");
  return (
    <div>
      <SegmentedControl
        aria-label={t("period.name")}
        data={DAYS.map((value) => ({ value, label: t(`period.days.${value}`) }))}
        value={days}
        onChange={(value) => choose(value as Days)}
      />
    </div>
  );
}
