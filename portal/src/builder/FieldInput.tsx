import { MultiSelect, NumberInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Field } from "@/builder/fields";
import { PromptInput } from "@/builder/PromptInput";
import { useThings } from "@/kit/things";

const KEYS = [..."1234567890*#"];

type Props = { field: Field; value: unknown; change: (value: unknown) => void };

/** One field of a step, as its kind is best asked for. */
export function FieldInput({ field, value, change }: Props) {
  const { t } = useTranslation("builder");
  const label = t(`field.${field.name}`, field.title);
  const common = { label, required: field.needed };
  switch (field.kind) {
    case "reference":
      return <Reference {...{ field, value, change, label }} />;
    case "prompt":
      return <PromptInput label={label} value={value} change={change} />;
    case "keys":
      return <MultiSelect {...common} data={KEYS} value={(value as string[]) ?? []} onChange={change} />;
    case "flag":
      return (
        <Switch
          label={label}
          checked={Boolean(value ?? field.preset)}
          onChange={(event) => change(event.currentTarget.checked)}
        />
      );
    case "number":
      return (
        <NumberInput
          {...common}
          min={field.least}
          max={field.most}
          value={(value ?? field.preset ?? "") as number | string}
          onChange={(typed) => change(typed === "" ? undefined : typed)}
        />
      );
    case "choice":
      return (
        <Select
          {...common}
          data={field.choices ?? []}
          value={String(value ?? field.preset ?? "")}
          onChange={(chosen) => change(chosen ?? undefined)}
        />
      );
    case "line":
      return (
        <TextInput
          {...common}
          value={String(value ?? field.preset ?? "")}
          onChange={(event) => change(event.currentTarget.value || undefined)}
        />
      );
    default:
      return <Json label={label} value={value} change={change} />;
  }
}

function Reference({ field, value, change, label }: Props & { label: string }) {
  const things = useThings(field.of ?? "");
  return (
    <Select
      label={label}
      required={field.needed}
      searchable
      clearable={!field.needed}
      allowDeselect={false}
      data={things}
      value={(value as string) ?? null}
      onChange={(chosen) => change(chosen ?? undefined)}
    />
  );
}

/** What has no form of its own is typed as JSON. */
function Json({ label, value, change }: Omit<Props, "field"> & { label: string }) {
  const { t } = useTranslation("builder");
  const [text, setText] = useState(() => (value === undefined ? "" : JSON.stringify(value, null, 2)));
  const [wrong, setWrong] = useState(false);
  const type = (typed: string) => {
    setText(typed);
    try {
      change(typed.trim() ? JSON.parse(typed) : undefined);
      setWrong(false);
    } catch {
      setWrong(true);
    }
  };
  return (
    <Textarea
      label={label}
      description={t("form.json")}
      error={wrong && t("form.notJson")}
      autosize
      minRows={2}
      maxRows={14}
      ff="monospace"
      value={text}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
