import { Alert, Button, Group, List, Stack, Text, TextInput, Title } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconUpload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Scenario } from "@/builder/outline";
import { Published } from "@/builder/ScenarioTable";
import { client, queries, type Shapes } from "@/kit/api";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

/** What calls follow, what forbids publishing the draft, and the button that publishes it. */
export function Publishing({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("builder");
  const params = { path: { scenario_id: scenario.id } };
  const checked = useQuery({
    queryKey: ["check", scenario.id, scenario.updated_at],
    queryFn: async () =>
      (await client.POST("/api/v1/scenarios/{scenario_id}/validate", { params })).data ?? null,
  });
  const [note, setNote] = useState("");
  const { save, busy, trouble } = useSaving();
  const publish = async () => {
    const body = { note: note.trim() || null };
    if (await save(() => client.POST("/api/v1/scenarios/{scenario_id}/publish", { params, body })))
      setNote("");
    await queries.invalidateQueries();
  };
  const problems = checked.data?.problems ?? [];
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {scenario.name}
      </Title>
      <Published scenario={scenario} />
      {problems.length > 0 && <Problems problems={problems} />}
      {scenario.draft_differs && problems.length === 0 && checked.data && (
        <Group align="flex-end">
          <TextInput
            flex={1}
            label={t("publish.note")}
            placeholder={t("publish.noteFor")}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <Button
            leftSection={<IconUpload size={17} aria-hidden />}
            loading={busy}
            onClick={() => void publish()}
          >
            {t("publish.now")}
          </Button>
        </Group>
      )}
      {!scenario.draft_differs && scenario.published_version !== null && (
        <Group gap={6} c="dimmed">
          <IconCheck size={16} aria-hidden />
          <Text size="sm">{t("publish.same")}</Text>
        </Group>
      )}
      <Wrong trouble={trouble} />
    </Stack>
  );
}

function Problems({ problems }: { problems: Shapes["ProblemOut"][] }) {
  const { t } = useTranslation("builder");
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t("publish.problems", { count: problems.length })}
    >
      <List size="sm" spacing={4}>
        {problems.map((each) => (
          <List.Item key={`${each.step}-${each.code}-${each.field}`}>{each.message}</List.Item>
        ))}
      </List>
    </Alert>
  );
}
