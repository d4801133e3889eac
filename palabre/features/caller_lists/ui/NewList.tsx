import { SegmentedControl, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useSaving } from "@/kit/useSaving";

type Type = Shapes["CallerListOut"]["type"];
type Props = { close: () => void; made: (list: string) => void };

/** Asks for the name and the colour of a new list. */
export function NewList({ close, made }: Props) {
  const { t } = useTranslation("caller_lists");
  const [name, setName] = useState("");
  const [type, setType] = useState<Type>("black");
  const { save, busy, trouble } = useSaving();
  const keep = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => {
      const { data } = await client.POST("/api/v1/caller-lists", { body: { name, type } });
      close();
      if (data) made(data.id);
    });
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md">
        <TextInput
          label={t("column.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <SegmentedControl
          aria-label={t("column.type")}
          data={(["black", "white"] as const).map((value) => ({ value, label: t(`type.${value}`) }))}
          value={type}
          onChange={(value) => setType(value as Type)}
        />
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}
