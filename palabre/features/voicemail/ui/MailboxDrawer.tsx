import { Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { IconAdjustments, IconMessage2, IconVolume } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { Loaded } from "@/kit/Loaded";
import { Side } from "@/kit/Side";
import { TabList } from "@/kit/TabList";
import { useMay } from "@/kit/useMay";
import type { Mailbox } from "./around";
import { Greetings } from "./Greetings";
import { MailboxForm } from "./MailboxForm";
import { Messages } from "./Messages";

const ICONS = {
  messages: IconMessage2,
  settings: IconAdjustments,
  greetings: IconVolume,
};
const TABS = ["messages", "settings", "greetings"] as const;

type Props = { mailbox: string | undefined; close: () => void };

/** One mailbox: what was left in it, how it takes messages, and what callers hear. */
export function MailboxDrawer({ mailbox, close }: Props) {
  const { t } = useTranslation("voicemail");
  return (
    <Side opened={mailbox !== undefined} close={close} title={t("one")} size={640}>
      {mailbox && <One key={mailbox} mailbox={mailbox} close={close} />}
    </Side>
  );
}

function One({ mailbox, close }: { mailbox: string; close: () => void }) {
  const params = { params: { path: { mailbox_id: mailbox } } };
  const found = api.useQuery("get", "/api/v1/mailboxes/{mailbox_id}", params);
  return (
    <Loaded query={found} rows={4}>
      {(data) => <Whole mailbox={data} close={close} />}
    </Loaded>
  );
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
        {may.edit && <TabList tabs={TABS} icons={ICONS} name={(each) => t(`tab.${each}`)} />}
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
