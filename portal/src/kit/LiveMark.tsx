import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "@/kit/LiveMark.module.css";
import { useAway } from "@/kit/service";

/** Tells whether what is shown is what is going on. */
export function LiveMark() {
  const { t } = useTranslation("kit");
  const away = useAway();
  return (
    <Group gap={8} className={classes.mark} data-away={away || undefined}>
      <span className={classes.dot} aria-hidden />
      <Text size="sm" fw={500}>
        {away ? t("live.away") : t("live.now")}
      </Text>
    </Group>
  );
}
