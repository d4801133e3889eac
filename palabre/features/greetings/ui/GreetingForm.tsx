import { Code, FileInput, SegmentedControl, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { Side } from "@/kit/Side";
import type { Language } from "@/kit/texts";
import { useSaving } from "@/kit/useSaving";
import { Preview } from "./Preview";

const SOURCES = ["text", "file", "phone"] as const;
const KINDS = ["greeting", "music"] as const;
const SOUND = "audio/*,.wav,.mp3,.ogg,.opus,.m4a,.flac,.webm";

type Props = { opened: boolean; close: () => void };

/** Makes a greeting: typed, uploaded, or recorded by phone. */
export function GreetingForm({ opened, close }: Props) {
  const { t } = useTranslation(["greetings", "kit"]);
  return (
    <Side opened={opened} close={close} title={t("new")} size={480}>
      <NewGreeting close={close} />
    </Side>
  );
}

type NewProps = { close: () => void; made?: (greeting: string) => void };

/** The form by itself, for where a greeting is chosen. */
export function NewGreeting({ close, made }: NewProps) {
  const { t, i18n } = useTranslation(["greetings", "kit"]);
  const [source, setSource] = useState<string>("text");
  const [name, setName] = useState("");
  const [language, setLanguage] = useState<Language>(i18n.language === "en" ? "en" : "fr");
  const [text, setText] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [kind, setKind] = useState<string>("greeting");
  const { save, busy, trouble } = useSaving();

  const keep = async (event: FormEvent) => {
    event.preventDefault();
    let greeting: string | undefined;
    const kept = await save(async () => {
      const { data } = await (source === "text"
        ? client.POST("/api/v1/greetings", { body: { name, language, text, speed: 1, interruptible: true } })
        : upload({ name, language, kind, file: file ?? "" }));
      greeting = data?.id;
    });
    if (!kept) return;
    close();
    if (greeting) made?.(greeting);
  };

  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        aria-label={t("form.source")}
        data={SOURCES.map((each) => ({ value: each, label: t(`form.${each}`) }))}
        value={source}
        onChange={setSource}
      />
      {source === "phone" ? (
        <Text size="sm">
          {t("form.byPhone")} <Code>077</Code>
        </Text>
      ) : (
        <form onSubmit={keep} aria-busy={busy}>
          <Stack gap="md">
            <TextInput
              label={t("form.name")}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              required
              data-autofocus
            />
            <SegmentedControl
              aria-label={t("form.language")}
              data={(["fr", "en"] as const).map((each) => ({ value: each, label: t(`language.${each}`) }))}
              value={language}
              onChange={(value) => setLanguage(value as Language)}
            />
            {source === "text" ? (
              <>
                <Textarea
                  label={t("form.words")}
                  autosize
                  minRows={4}
                  maxRows={12}
                  value={text}
                  onChange={(event) => setText(event.currentTarget.value)}
                  required
                />
                <Preview text={text} language={language} />
              </>
            ) : (
              <>
                <FileInput
                  label={t("form.sound")}
                  description={t("form.formats")}
                  placeholder={t("form.choose")}
                  leftSection={<IconUpload size={17} aria-hidden />}
                  accept={SOUND}
                  value={file}
                  onChange={setFile}
                  required
                  clearable
                />
                <SegmentedControl
                  aria-label={t("form.kind")}
                  data={KINDS.map((each) => ({ value: each, label: t(`kind.${each}`) }))}
                  value={kind}
                  onChange={setKind}
                />
              </>
            )}
            <FormFoot busy={busy} trouble={trouble} close={close} />
          </Stack>
        </form>
      )}
    </Stack>
  );
}

function upload(fields: Record<string, string | File>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  // The generated client takes the form's fields; a browser sends a file as FormData.
  return client.POST("/api/v1/greetings/upload", { body: body as never });
}
