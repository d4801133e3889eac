import { Stack, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Dialog } from "@/kit/Dialog";
import { FormFoot } from "@/kit/FormFoot";
import { useSaving } from "@/kit/useSaving";

type Props = { opened: boolean; close: () => void; made: (queue: string) => void };

/** Asks for the name and the short number of a new queue; all else has a sensible beginning. */
export function NewQueue({ opened, close, made }: Props) {
  const { t } = useTranslation("queues");
  return (
    <Dialog opened={opened} close={close} title={t("new")}>
      <Form close={close} made={made} />
    </Dialog>
  );
}

function Form({ close, made }: Omit<Props, "opened">) {
  const { t } = useTranslation("queues");
  const [name, setName] = useState("");
  const [typed, setTyped] = useState<string>();
  const [everybody, setEverybody] = useState(false);
  const free = api.useQuery("get", "/api/v1/short-numbers/free");
  const { save, busy, trouble } = useSaving();
  const number = typed ?? free.data?.digits ?? "";
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
          onChange={(event) => setTyped(event.currentTarget.value)}
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
