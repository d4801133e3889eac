import { Button, FileInput, Group, Stack, Text } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  about: string;
  busy: boolean;
  /** Sends the file, only to see what would become of it or in earnest. */
  read: (file: FormData, dry: boolean) => void;
  /** Another file was chosen: what was told of the last one is over. */
  forget: () => void;
  /** How the file is to be read. */
  children?: ReactNode;
};

/** A CSV file to be read in: first to see what would become of it, then in earnest. */
export function CsvFile({ about, busy, read, forget, children }: Props) {
  const { t } = useTranslation("kit");
  const [file, setFile] = useState<File | null>(null);
  const send = (dry: boolean) => {
    const body = new FormData();
    body.append("file", file ?? "");
    read(body, dry);
  };
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {about}
      </Text>
      <FileInput
        label={t("csv.file")}
        placeholder={t("csv.choose")}
        leftSection={<IconUpload size={17} aria-hidden />}
        accept=".csv,.txt,text/csv"
        value={file}
        onChange={(chosen) => {
          setFile(chosen);
          forget();
        }}
        clearable
      />
      {children}
      <Group>
        <Button variant="light" disabled={!file} loading={busy} onClick={() => send(true)}>
          {t("csv.dryRun")}
        </Button>
        <Button disabled={!file} loading={busy} onClick={() => send(false)}>
          {t("csv.read")}
        </Button>
      </Group>
    </Stack>
  );
}
