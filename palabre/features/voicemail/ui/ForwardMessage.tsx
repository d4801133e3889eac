import { Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useThings } from "@/kit/things";
import { useSaving } from "@/kit/useSaving";
import type { Message } from "./around";

/** Sends a copy of a message to another mailbox, with a few words. */
export function ForwardMessage({ message, close }: { message: Message; close: () => void }) {
  const { t } = useTranslation("voicemail");
  const [to, setTo] = useState<string | null>(null);
  const [note, setNote] = useState("");
  const mailboxes = useThings("mailbox").filter(({ value }) => value !== message.mailbox_id);
  const { save, busy, trouble } = useSaving();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!to) return;
    const params = { path: { mailbox_id: message.mailbox_id, message_id: message.id } };
    const body = { to_mailbox_id: to, note: note.trim() || null };
    const path = "/api/v1/mailboxes/{mailbox_id}/messages/{message_id}/forward";
    if (await save(() => client.POST(path, { params, body }))) close();
  };
  return (
    <form onSubmit={send} aria-busy={busy}>
      <Stack gap="xs">
        <Select
          label={t("forward.to")}
          data={mailboxes}
          value={to}
          onChange={setTo}
          nothingFoundMessage={t("forward.noOther")}
          searchable
          required
        />
        <TextInput
          label={t("forward.note")}
          value={note}
          maxLength={500}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <FormFoot busy={busy} trouble={trouble} close={close} does={t("message.forward")} />
      </Stack>
    </form>
  );
}
