import { ActionIcon, Menu } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowForwardUp,
  IconDots,
  IconDownload,
  IconMail,
  IconMailOpened,
  IconTrash,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Message } from "./around";

type Props = {
  message: Message;
  who: string;
  mark: (wanted: { heard?: boolean; urgent?: boolean }) => void;
  forward: () => void;
  remove: () => void;
};

/** What is done with a message less often. */
export function MessageMenu({ message, who, mark, forward, remove }: Props) {
  const { t } = useTranslation(["voicemail", "kit"]);
  const heard = message.heard_at !== null;
  const Heard = heard ? IconMail : IconMailOpened;
  const sound = `/api/v1/mailboxes/${message.mailbox_id}/messages/${message.id}/audio`;
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={t("message.more", { who })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Heard size={16} aria-hidden />} onClick={() => mark({ heard: !heard })}>
          {t(heard ? "message.markNew" : "message.markHeard")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconAlertTriangle size={16} aria-hidden />}
          onClick={() => mark({ urgent: !message.urgent })}
        >
          {t(message.urgent ? "message.notUrgent" : "message.markUrgent")}
        </Menu.Item>
        <Menu.Item leftSection={<IconArrowForwardUp size={16} aria-hidden />} onClick={forward}>
          {t("message.forward")}
        </Menu.Item>
        <Menu.Item
          component="a"
          href={sound}
          download={`${message.received_at.slice(0, 10)} ${who}.wav`}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t("message.download")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={remove}>
          {t("kit:remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
