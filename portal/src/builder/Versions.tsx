import { ActionIcon, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconEye, IconEyeOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Differences } from "@/builder/Differences";
import classes from "@/builder/Outline.module.css";
import type { Scenario } from "@/builder/outline";
import { api, client, type Shapes } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { Sorry } from "@/kit/Sorry";
import { serviceNow } from "@/kit/service";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const MOST = 50;

/** What was published, newest first: what each changed, and the way back to it. */
export function Versions({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("builder");
  const params = { path: { scenario_id: scenario.id }, query: { limit: MOST } };
  const found = api.useQuery("get", "/api/v1/scenarios/{scenario_id}/versions", { params });
  if (found.error) return <Sorry error={found.error} again={found.refetch} />;
  if (found.data?.items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("versions.none")}
      </Text>
    );
  return (
    <ol className={classes.steps}>
      {found.data?.items.map((version) => (
        <Version
          key={version.version}
          scenario={scenario.id}
          version={version}
          current={version.version === scenario.published_version}
        />
      ))}
    </ol>
  );
}

type Props = { scenario: string; version: Shapes["VersionOut"]; current: boolean };

function Version({ scenario, version, current }: Props) {
  const { t } = useTranslation("builder");
  const { day, time } = useFormats();
  const [compared, setCompared] = useState(false);
  return (
    <li className={classes.step} data-current={current || undefined}>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Stack gap={2}>
          <Text size="sm" fw={600}>
            {t("version", { version: version.version })}
            {current && ` · ${t("versions.current")}`}
          </Text>
          <Text size="xs" c="dimmed">
            {day(version.published_at, serviceNow())} {time(version.published_at)}
          </Text>
          {version.note && <Text size="sm">{version.note}</Text>}
        </Stack>
        <Group gap={4} wrap="nowrap">
          <Tooltip label={t("versions.compare")}>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("versions.compare")}
              aria-expanded={compared}
              onClick={() => setCompared(!compared)}
            >
              {compared ? <IconEyeOff size={17} aria-hidden /> : <IconEye size={17} aria-hidden />}
            </ActionIcon>
          </Tooltip>
          {!current && <RollBack scenario={scenario} version={version.version} />}
        </Group>
      </Group>
      {compared && <Differences scenario={scenario} before={version.version} />}
    </li>
  );
}

function RollBack({ scenario, version }: { scenario: string; version: number }) {
  const { t } = useTranslation("builder");
  const { save, busy, trouble } = useSaving();
  const params = { path: { scenario_id: scenario, version } };
  const back = () =>
    void save(() =>
      client.POST("/api/v1/scenarios/{scenario_id}/versions/{version}/roll-back", {
        params,
        body: { publish: true },
      }),
    );
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconArrowBackUp size={15} aria-hidden />}
        loading={busy}
        onClick={back}
      >
        {t("versions.rollBack")}
      </Button>
      <Wrong trouble={trouble} />
    </>
  );
}
