import { Alert, Button, Group } from "@mantine/core";
import { IconMicrophone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/kit/api";
import { clock } from "@/kit/format";
import { phoneNumber } from "@/kit/phoneNumber";
import { useNow } from "@/kit/useNow";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const EVERY_MS = 3000;
const PATH = "/api/v1/mailboxes/{mailbox_id}/being-left";

/** Who speaks into the mailbox at this moment: to be listened to, or to be talked with. */
export function BeingLeft({ mailbox }: { mailbox: string }) {
  const { t } = useTranslation("voicemail");
  const now = useNow();
  const params = { path: { mailbox_id: mailbox } };
  const found = api.useQuery("get", PATH, { params }, { refetchInterval: EVERY_MS });
  const { save, busy, trouble } = useSaving();
  const enter = (call_id: string, take: boolean) =>
    void save(() =>
      client.POST("/api/v1/mailboxes/{mailbox_id}/screen", { params, body: { call_id, take } }),
    );
  return found.data?.map(({ call_id, caller, caller_name, since }) => (
    <Alert
      key={call_id}
      color="orange"
      variant="light"
      icon={<IconMicrophone size={18} aria-hidden />}
      title={t("left.now", {
        who: caller_name || phoneNumber(caller) || t("message.hidden"),
        for: clock((now - Date.parse(since)) / 1000),
      })}
    >
      <Group gap="xs">
        <Button size="xs" variant="light" loading={busy} onClick={() => enter(call_id, false)}>
          {t("left.listen")}
        </Button>
        <Button size="xs" loading={busy} onClick={() => enter(call_id, true)}>
          {t("left.take")}
        </Button>
      </Group>
      <Wrong trouble={trouble} />
    </Alert>
  ));
}
