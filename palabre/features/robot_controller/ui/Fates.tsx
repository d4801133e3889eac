import { IconPhoneCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Shapes } from "@/kit/api";
import { Legend } from "@/kit/Legend";
import { Panel } from "@/kit/Panel";
import classes from "./Fates.module.css";

const FATES = ["recovered", "cancelled", "given_up", "removed"] as const;
const COLOURS = {
  recovered: "var(--chart-answered)",
  cancelled: "var(--chart-otherwise)",
  given_up: "var(--chart-abandoned)",
  removed: "var(--chart-apart)",
};

/** What became of those who were lost, as one bar. */
export function Fates({ told }: { told: Shapes["RobotReport"] }) {
  const { t } = useTranslation("robot_controller");
  const shown = FATES.filter((fate) => told[fate] > 0);
  return (
    <Panel
      title={t("report.fates")}
      query={{ data: { items: shown }, isPending: false, error: null, refetch: () => undefined }}
      empty={{ icon: IconPhoneCheck, title: t("report.none"), text: t("report.noneYet") }}
      rows={1}
    >
      <div className={classes.bar} aria-hidden>
        {shown.map((fate) => (
          <div key={fate} style={{ flexGrow: told[fate], background: COLOURS[fate] }} />
        ))}
      </div>
      <Legend
        entries={shown.map((fate) => ({
          label: `${t(`state.${fate}`)} ${told[fate]}`,
          colour: COLOURS[fate],
        }))}
      />
    </Panel>
  );
}
