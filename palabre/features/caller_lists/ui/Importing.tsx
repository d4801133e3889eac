import { Alert, Checkbox, List, Progress, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { CsvFile } from "@/kit/CsvFile";
import { useFormats } from "@/kit/format";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const EVERY_MS = 400;
const SHOWN = 10;

type Import = Shapes["ImportOut"];

/** Reads a CSV file into a list: first only to see what would become of it, then in earnest. */
export function Importing({ list }: { list: string }) {
  const { t } = useTranslation("caller_lists");
  const [heading, setHeading] = useState(true);
  const [started, setStarted] = useState<Import>();
  const { save, busy, trouble } = useSaving();
  const read = (file: FormData, dry: boolean) =>
    void save(async () => {
      const query = { dry_run: dry, include_first_line: !heading };
      const params = { path: { caller_list_id: list }, query };
      // The generated client takes the form's fields; a browser sends a file as FormData.
      const body = file as never;
      const sent = await client.POST("/api/v1/caller-lists/{caller_list_id}/imports", { params, body });
      setStarted(sent.data);
    });
  return (
    <Stack gap="md">
      <CsvFile about={t("import.about")} busy={busy} read={read} forget={() => setStarted(undefined)}>
        <Checkbox
          label={t("import.heading")}
          checked={heading}
          onChange={(event) => setHeading(event.currentTarget.checked)}
        />
      </CsvFile>
      <Wrong trouble={trouble} />
      {started && <Result list={list} started={started} />}
    </Stack>
  );
}

function Result({ list, started }: { list: string; started: Import }) {
  const { t } = useTranslation("caller_lists");
  const { number } = useFormats();
  const params = { path: { caller_list_id: list, import_id: started.id } };
  const found = api.useQuery(
    "get",
    "/api/v1/caller-lists/{caller_list_id}/imports/{import_id}",
    { params },
    { refetchInterval: (query) => (query.state.data?.state === "running" ? EVERY_MS : false) },
  );
  const now = found.data ?? started;
  const counts = {
    added: number(now.added),
    duplicates: number(now.duplicates),
    invalid: number(now.invalid),
  };
  return (
    <Stack gap="xs" aria-live="polite">
      {now.state === "running" && (
        <Progress
          value={(now.lines / Math.max(1, now.total_lines)) * 100}
          animated
          aria-label={t("import.running")}
        />
      )}
      <Text size="sm" fw={600}>
        {t(now.dry_run ? "import.would" : `import.${now.state}`, counts)}
      </Text>
      {now.problems.length > 0 && (
        <Alert color="orange" variant="light">
          <List size="sm">
            {now.problems.slice(0, SHOWN).map((each) => (
              <List.Item key={each.line}>
                {t("import.line", { line: each.line })} <code>{each.text}</code> : {each.message}
              </List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
