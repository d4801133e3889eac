import { Group, Text } from "@mantine/core";
import { IconPhoneCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Shapes } from "@/kit/api";
import { Panel } from "@/kit/Panel";
import classes from "./Fates.module.css";

const FATES = ["recovered", "cancelled", "given_up", "removed"] as const;

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
          <div key={fate} className={classes[fate]} style={{ flexGrow: told[fate] }} />
        ))}
      </div>
      <Group gap="lg" px={20} pb="md" component="ul" className={classes.key}>
        {shown.map((fate) => (
          <Group key={fate} gap={6} component="li">
            <span className={`${classes.mark} ${classes[fate]}`} aria-hidden />
            <Text size="sm">
              {t(`state.${fate}`)} {told[fate]}
            </Text>
          </Group>
        ))}
      </Group>
    </Panel>
  );
}
