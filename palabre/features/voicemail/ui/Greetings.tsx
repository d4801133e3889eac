import { Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { useTimeZone } from "@/kit/timeZone";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { instant, wall } from "@/kit/zone";
import { GreetingPick } from "../../greetings/ui/GreetingPick";
import type { Mailbox } from "./around";

const PLACES = { away: "greeting_id", busy: "busy_greeting_id", temporary: "temporary_greeting_id" } as const;

/** What callers hear before the tone: kept as soon as it is chosen. */
export function Greetings({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useTranslation("voicemail");
  const timeZone = useTimeZone();
  const { save, trouble } = useSaving();
  const set = (body: Shapes["MailboxChange"]) =>
    void save(() =>
      client.PATCH("/api/v1/mailboxes/{mailbox_id}", { params: { path: { mailbox_id: mailbox.id } }, body }),
    );
  const until = mailbox.temporary_until;
  return (
    <Stack gap="lg">
      <Wrong trouble={trouble} />
      {(["away", "busy", "temporary"] as const).map((each) => (
        <GreetingPick
          key={each}
          label={t(`greeting.${each}`)}
          description={t(`greeting.about.${each}`)}
          otherwise={t(`greeting.otherwise.${each}`)}
          kind="greeting"
          value={mailbox[PLACES[each]]}
          choose={(greeting) => set({ [PLACES[each]]: greeting })}
        />
      ))}
      {mailbox.temporary_greeting_id && (
        <TextInput
          type="datetime-local"
          w={240}
          label={t("greeting.until")}
          description={t("greeting.untilAbout")}
          value={until ? wall(until, timeZone) : ""}
          onChange={({ currentTarget: { value } }) =>
            set({ temporary_until: value ? instant(value, timeZone) : null })
          }
        />
      )}
    </Stack>
  );
}
