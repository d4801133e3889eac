import { Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/kit/api";
import { Dialog } from "@/kit/Dialog";
import { FormFoot } from "@/kit/FormFoot";
import { useSaving } from "@/kit/useSaving";
import type { RoomRules } from "./around";
import { RoomFields } from "./RoomFields";

type Props = { opened: boolean; close: () => void; made: (room: string) => void };

const USUAL: RoomRules = {
  name: "",
  number: null,
  pin: null,
  announce: true,
  record: false,
  max_members: 20,
};

/** Asks for a new room; the next short number that is free is proposed. */
export function NewRoom({ opened, close, made }: Props) {
  const { t } = useTranslation("conferences");
  return (
    <Dialog opened={opened} close={close} title={t("new")}>
      <Form close={close} made={made} />
    </Dialog>
  );
}

function Form({ close, made }: Omit<Props, "opened">) {
  const free = api.useQuery("get", "/api/v1/short-numbers/free");
  const [change, setChange] = useState<Partial<RoomRules>>({});
  const { save, busy, trouble } = useSaving();
  const shown = { ...USUAL, number: free.data?.digits ?? null, ...change };
  const keep = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => {
      const { data } = await client.POST("/api/v1/conferences", { body: shown });
      close();
      if (data) made(data.id);
    });
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md">
        <RoomFields
          shown={shown}
          set={(wanted) => setChange({ ...change, ...wanted })}
          wrong={(field) => (trouble?.field === field ? trouble.message : undefined)}
        />
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}
