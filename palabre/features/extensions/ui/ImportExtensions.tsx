import { Alert, List, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { CsvFile } from "@/kit/CsvFile";
import { Side } from "@/kit/Side";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const SHOWN = 20;

type Imported = Shapes["ImportedExtensionsOut"];

/** Adds and changes many extensions by a file: first only to see what would become of it. */
export function ImportExtensions({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation("extensions");
  return (
    <Side opened={opened} close={close} title={t("import.title")} size={520}>
      <Form />
    </Side>
  );
}

function Form() {
  const { t } = useTranslation("extensions");
  const [told, setTold] = useState<Imported>();
  const { save, busy, trouble } = useSaving();
  const read = (file: FormData, dry_run: boolean) =>
    void save(async () => {
      // The generated client takes the form's fields; a browser sends a file as FormData.
      const sent = { params: { query: { dry_run } }, body: file as never };
      setTold((await client.POST("/api/v1/extensions/import", sent)).data);
    });
  return (
    <Stack gap="md">
      <CsvFile about={t("import.about")} busy={busy} read={read} forget={() => setTold(undefined)} />
      <Wrong trouble={trouble} />
      <div aria-live="polite">{told && <Told told={told} />}</div>
    </Stack>
  );
}

function Told({ told }: { told: Imported }) {
  const { t } = useTranslation("extensions");
  const { created, changed, unchanged, phones, new_groups, problem_count, problems } = told;
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t(told.imported ? "import.done" : problem_count ? "import.wrong" : "import.would")}
      </Text>
      <Text size="sm">{t("import.counts", { created, changed, unchanged, phones })}</Text>
      {new_groups.length > 0 && (
        <Text size="sm">{t("import.groups", { groups: new_groups.join(", ") })}</Text>
      )}
      {problems.length > 0 && (
        <Alert color="orange" variant="light">
          <List size="sm">
            {problems.slice(0, SHOWN).map(({ line, field, message }) => (
              <List.Item key={`${line} ${field} ${message}`}>{t("import.line", { line, message })}</List.Item>
            ))}
          </List>
        </Alert>
      )}
    </Stack>
  );
}
