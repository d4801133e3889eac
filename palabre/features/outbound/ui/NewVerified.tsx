import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

/** Sends a code to a number of one's own at another operator. */
export function NewVerified() {
  const { t } = useTranslation("outbound");
  const [e164, setE164] = useState("");
  const [name, setName] = useState("");
  const { save, busy, trouble } = useSaving();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => client.POST("/api/v1/verified-numbers", { body: { e164, name } }))) {
      setE164("");
      setName("");
    }
  };
  return (
    <form onSubmit={send} aria-busy={busy}>
      <Group align="flex-end" mt="md">
        <TextInput
          flex="1 1 180px"
          label={t("verified.new")}
          inputMode="tel"
          value={e164}
          onChange={(event) => setE164(event.currentTarget.value)}
          required
        />
        <TextInput
          flex="1 1 180px"
          label={t("name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
        />
        <Button
          type="submit"
          variant="default"
          loading={busy}
          leftSection={<IconPlus size={17} aria-hidden />}
        >
          {t("verified.send")}
        </Button>
      </Group>
      <Wrong trouble={trouble} />
    </form>
  );
}
