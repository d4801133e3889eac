import { Stack, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useFreeNumber } from "@/kit/useFreeNumber";
import { useSaving } from "@/kit/useSaving";

type Props = { close: () => void; made: (queue: string) => void };

/** Asks for the name and the short number of a new queue; all else has a sensible beginning. */
export function NewQueue({ close, made }: Props) {
  const { t } = useTranslation("queues");
  const [name, setName] = useState("");
  const [everybody, setEverybody] = useState(false);
  const [number, setNumber] = useFreeNumber();
  const { save, busy, trouble } = useSaving();
  const keep = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => {
      // What is not named begins as the service thinks best.
      const body = { name, number: number.trim() || null, everybody } as Shapes["QueueNew"];
      const { data } = await client.POST("/api/v1/queues", { body });
      close();
      if (data) made(data.id);
    });
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md">
        <TextInput
          label={t("field.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <TextInput
          label={t("field.number")}
          description={t("field.numberAbout")}
          inputMode="numeric"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <Switch
          label={t("field.everybody")}
          description={t("field.everybodyAbout")}
          checked={everybody}
          onChange={(event) => setEverybody(event.currentTarget.checked)}
        />
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}
