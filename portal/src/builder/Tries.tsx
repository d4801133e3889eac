import { Alert, Button, Group, List, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleX, IconPlayerPlay } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "@/builder/Outline.module.css";
import { api, client, type Shapes } from "@/kit/api";
import { Sorry } from "@/kit/Sorry";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

type Result = Shapes["ResultOut"];

/** The saved tries, and what becomes of them when they are played through the draft. */
export function Tries({ scenario }: { scenario: string }) {
  const { t } = useTranslation("builder");
  const params = { path: { scenario_id: scenario } };
  const found = api.useQuery("get", "/api/v1/scenarios/{scenario_id}/tries", { params });
  const [results, setResults] = useState<Result[]>();
  const { save, busy, trouble } = useSaving();
  const run = () =>
    void save(async () => {
      const { data } = await client.POST("/api/v1/scenarios/{scenario_id}/tries/run", { params, body: {} });
      setResults(data?.results);
    });
  if (found.error) return <Sorry error={found.error} again={found.refetch} />;
  const tries = found.data?.items ?? [];
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t("tries.about")}
      </Text>
      {tries.length > 0 && (
        <Group>
          <Button
            variant="light"
            leftSection={<IconPlayerPlay size={17} aria-hidden />}
            loading={busy}
            onClick={run}
          >
            {t("tries.run", { count: tries.length })}
          </Button>
        </Group>
      )}
      <Wrong trouble={trouble} />
      <ol className={classes.steps}>
        {tries.map((each) => (
          <Try key={each.id} name={each.name} result={results?.find(({ id }) => id === each.id)} />
        ))}
      </ol>
    </Stack>
  );
}

function Try({ name, result }: { name: string; result: Result | undefined }) {
  const { t } = useTranslation("builder");
  return (
    <li className={classes.step}>
      <Group gap="sm">
        {result?.passed && (
          <IconCircleCheck size={19} color="var(--mantine-color-leaf-6)" aria-label={t("tries.passed")} />
        )}
        {result?.passed === false && (
          <IconCircleX size={19} color="var(--mantine-color-red-6)" aria-label={t("tries.failed")} />
        )}
        <Text size="sm" fw={600}>
          {name}
        </Text>
      </Group>
      {result && result.failures.length > 0 && (
        <Alert color="red" variant="light" mt="sm">
          <List size="sm">
            {result.failures.map((each) => (
              <List.Item key={`${each.code}-${each.field}`}>{each.message}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </li>
  );
}
