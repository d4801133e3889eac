import { Divider, NumberInput, Select, Stack, Switch, TagsInput, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { Removing } from "@/kit/Removing";
import { useChange } from "@/kit/useChange";
import { belongs, type Mailbox } from "./around";
import { Owners } from "./Owners";
import { Pin } from "./Pin";

const SECONDS = { least: 3, most: 120 };
const MOST_MESSAGES = 50;
const MOST_EMAILS = 10;

type Change = Shapes["MailboxChange"];
type Props = { mailbox?: Mailbox; close: () => void; made?: (mailbox: string) => void };

const NEW: Shapes["MailboxNew"] = {
  name: "",
  extension_id: null,
  group_id: null,
  number_id: null,
  member_ids: [],
  min_seconds: 3,
  max_seconds: 120,
  max_messages: 50,
  ask_pin: "elsewhere",
  emails: [],
  email_audio: "mp3",
  email_marks_heard: false,
};

/** How a mailbox takes messages and tells of them: a new one's, or what was touched of one there is. */
export function MailboxForm({ mailbox, close, made }: Props) {
  const { t } = useTranslation(["voicemail", "kit"]);
  const free = api.useQuery("get", "/api/v1/short-numbers/free", {}, { enabled: !mailbox });
  const begin = { ...NEW, number: free.data?.digits, ...mailbox };
  const { shown, change, set, keep, save, busy, trouble } = useChange<typeof begin, Change>(begin);
  const path = "/api/v1/mailboxes/{mailbox_id}";
  const params = { path: { mailbox_id: mailbox?.id ?? "" } };
  const send = async () => {
    if (mailbox) return client.PATCH(path, { params, body: change });
    const { data } = await client.POST("/api/v1/mailboxes", {
      body: { ...shown, number: shown.number || null },
    });
    if (data) made?.(data.id);
  };
  const remove = async () => {
    if (await save(() => client.DELETE(path, { params }))) close();
  };
  return (
    <form onSubmit={keep(send, close)} aria-busy={busy}>
      <Stack gap="md">
        <Fields short>
          <TextInput
            label={t("column.name")}
            value={shown.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            required
            data-autofocus
          />
          <TextInput
            label={t("column.number")}
            description={t("form.numberAbout")}
            inputMode="numeric"
            value={shown.number ?? ""}
            onChange={(event) => set({ number: event.currentTarget.value || null })}
          />
        </Fields>
        <Owners first={mailbox ? belongs(mailbox) : "person"} owners={shown} set={set} />
        <Fields short>
          <NumberInput
            label={t("form.longest")}
            suffix={` ${t("kit:seconds")}`}
            min={SECONDS.least}
            max={SECONDS.most}
            allowDecimal={false}
            value={shown.max_seconds}
            onChange={(typed) => typeof typed === "number" && set({ max_seconds: typed })}
            required
          />
          <NumberInput
            label={t("form.most")}
            min={1}
            max={MOST_MESSAGES}
            allowDecimal={false}
            value={shown.max_messages}
            onChange={(typed) => typeof typed === "number" && set({ max_messages: typed })}
            required
          />
          <Select
            label={t("form.language")}
            placeholder={t("form.anyLanguage")}
            data={(["fr", "en"] as const).map((value) => ({ value, label: t(`form.languages.${value}`) }))}
            value={shown.language ?? null}
            onChange={(language) => set({ language: language as Mailbox["language"] })}
            clearable
          />
        </Fields>
        <Pin known={mailbox?.has_pin ?? false} pin={change.pin} ask={shown.ask_pin} set={set} />
        <Divider />
        <TagsInput
          label={t("form.emails")}
          description={t("form.emailsAbout")}
          maxTags={MOST_EMAILS}
          value={shown.emails}
          onChange={(emails) => set({ emails })}
          acceptValueOnBlur
        />
        <Select
          label={t("form.audio")}
          data={(["mp3", "wav", "none"] as const).map((value) => ({
            value,
            label: t(`form.audios.${value}`),
          }))}
          value={shown.email_audio}
          disabled={!shown.emails.length}
          allowDeselect={false}
          onChange={(audio) => set({ email_audio: audio as Mailbox["email_audio"] })}
        />
        <Switch
          label={t("form.marks")}
          checked={shown.email_marks_heard}
          disabled={!shown.emails.length}
          onChange={(event) => set({ email_marks_heard: event.currentTarget.checked })}
        />
        <FormFoot busy={busy} trouble={trouble} close={close}>
          {mailbox && <Removing what={mailbox.name} about={t("remove.mailbox")} remove={remove} />}
        </FormFoot>
      </Stack>
    </form>
  );
}
