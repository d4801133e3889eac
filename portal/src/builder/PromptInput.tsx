import { SegmentedControl, Select, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useThings } from "@/kit/things";

type Prompt = { text?: string | null; greeting?: string | null };
type Props = { label: string; value: unknown; change: (value: unknown) => void };

/** What a step says: a text that a voice reads, or one of the greetings. */
export function PromptInput({ label, value, change }: Props) {
  const { t } = useTranslation("builder");
  const prompt = (value ?? {}) as Prompt;
  const [kind, setKind] = useState(prompt.greeting ? "greeting" : "text");
  const greetings = useThings("greeting");
  const { text: _, greeting: __, ...rest } = prompt;
  return (
    <Stack gap={6}>
      <Text size="sm" fw={500}>
        {label}
      </Text>
      <SegmentedControl
        size="xs"
        aria-label={label}
        data={["text", "greeting"].map((each) => ({ value: each, label: t(`form.${each}`) }))}
        value={kind}
        onChange={setKind}
      />
      {kind === "text" ? (
        <Textarea
          aria-label={label}
          autosize
          minRows={2}
          value={prompt.text ?? ""}
          onChange={(event) => change({ ...rest, text: event.currentTarget.value })}
        />
      ) : (
        <Select
          aria-label={label}
          searchable
          data={greetings}
          value={prompt.greeting ?? null}
          onChange={(greeting) => change({ ...rest, greeting })}
        />
      )}
    </Stack>
  );
}
