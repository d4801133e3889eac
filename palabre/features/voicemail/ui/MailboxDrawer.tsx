import { Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { IconAdjustments, IconMessage2, IconVolume } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { Side } from "@/kit/Side";
import { Sorry } from "@/kit/Sorry";
import { useMay } from "@/kit/useMay";
import { Waiting } from "@/kit/Waiting";
import type { Mailbox } from "./around";
import { Greetings } from "./Greetings";
import { MailboxForm } from "./MailboxForm";
import { Messages } from "./Messages";

type Props = { mailbox: string | undefined; close: () => void };

/** One mailbox: what was left in it, how it takes messages, and what callers hear. */
export function MailboxDrawer({ mailbox, close }: Props) {
  const { t } = useTranslation("voicemail");
  return (
    <Side opened={mailbox !== undefined} close={close} title={t("one")} size={640}>
      {mailbox && <Loaded key={mailbox} mailbox={mailbox} close={close} />}
    </Side>
  );
}

function Loaded({ mailbox, close }: { mailbox: string; close: () => void }) {
  const params = { params: { path: { mailbox_id: mailbox } } };
  const found = api.useQuery("get", "/api/v1/mailboxes/{mailbox_id}", params);
  if (found.data) return <Whole mailbox={found.data} close={close} />;
  return found.isPending ? <Waiting rows={4} /> : <Sorry error={found.error} again={found.refetch} />;
}

function Whole({ mailbox, close }: { mailbox: Mailbox; close: () => void }) {
  const { t } = useTranslation("voicemail");
  const may = useMay();
  return (
    <Stack gap="md">
      <Group gap="sm" align="baseline">
        <Title order={2} size="h4">
          {mailbox.name}
        </Title>
        <Text c="dimmed">{mailbox.number}</Text>
      </Group>
      <Tabs defaultValue="messages" keepMounted={false}>
        {may.edit && (
          <Tabs.List mb="md">
            <Tabs.Tab value="messages" leftSection={<IconMessage2 size={17} aria-hidden />}>
              {t("tab.messages")}
            </Tabs.Tab>
            <Tabs.Tab value="settings" leftSection={<IconAdjustments size={17} aria-hidden />}>
              {t("tab.settings")}
            </Tabs.Tab>
            <Tabs.Tab value="greetings" leftSection={<IconVolume size={17} aria-hidden />}>
              {t("tab.greetings")}
            </Tabs.Tab>
          </Tabs.List>
        )}
        <Tabs.Panel value="messages">
          <Messages mailbox={mailbox} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <MailboxForm mailbox={mailbox} close={close} />
        </Tabs.Panel>
        <Tabs.Panel value="greetings">
          <Greetings mailbox={mailbox} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
