import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconCheck, IconHandStop, IconPhoneOutgoing } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { spoken, useFormats } from "@/kit/format";
import { Party } from "@/kit/Party";
import { serviceNow } from "@/kit/service";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { type Message, stateOf } from "./around";
import { ForwardMessage } from "./ForwardMessage";
import { MessageMenu } from "./MessageMenu";
import classes from "./Messages.module.css";

const COLOURS = { new: "leaf", open: "gray", claimed: "blue", done: "gray" };
const ONE = "/api/v1/mailboxes/{mailbox_id}/messages/{message_id}";

/** One message: who left it, its sound, and what can be done with it. */
export function MessageCard({ message, shared }: { message: Message; shared: boolean }) {
  const { t } = useTranslation("voicemail");
  const { day, time } = useFormats();
  const { save, busy, trouble } = useSaving();
  const [forwarding, setForwarding] = useState(false);
  const params = { path: { mailbox_id: message.mailbox_id, message_id: message.id } };
  const state = stateOf(message);
  const who = message.caller_name || message.caller || t("message.hidden");
  const mark = (body: { heard?: boolean; urgent?: boolean }) =>
    void save(() => client.PATCH(ONE, { params, body }));
  const task = (wanted: "open" | "claimed" | "done") =>
    void save(() => client.PUT(`${ONE}/task`, { params, body: { state: wanted } }));
  const at = `${day(message.received_at, serviceNow())} ${time(message.received_at)}`;
  return (
    <li className={classes.message} data-state={state} aria-label={who} aria-busy={busy}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" wrap="nowrap">
          <div>
            <Party number={message.caller} name={message.caller_name} unknown={t("message.hidden")} />
            <Text size="xs" c="dimmed">
              {[at, spoken(message.seconds)].join(" · ")}
            </Text>
          </div>
          <Group gap={6} wrap="nowrap">
            <Marks message={message} shared={shared} />
            <MessageMenu
              message={message}
              who={who}
              mark={mark}
              forward={() => setForwarding(true)}
              remove={() => void save(() => client.DELETE(ONE, { params }))}
            />
          </Group>
        </Group>
        {message.note && (
          <Text size="sm" fs="italic">
            {message.note}
          </Text>
        )}
        {/* biome-ignore lint/a11y/useMediaCaption: what a caller says has no text yet */}
        <audio
          className={classes.sound}
          controls
          preload="none"
          src={`/api/v1/mailboxes/${message.mailbox_id}/messages/${message.id}/audio`}
          aria-label={t("message.listen", { who })}
          onEnded={() => !message.heard_at && mark({ heard: true })}
        />
        <Group gap="xs">
          {message.caller && (
            <Button
              size="xs"
              variant="light"
              leftSection={<IconPhoneOutgoing size={15} aria-hidden />}
              onClick={() => void save(() => client.POST(`${ONE}/call-back`, { params }))}
            >
              {t("message.callBack")}
            </Button>
          )}
          {shared && <Task state={state} task={task} />}
        </Group>
        {forwarding && <ForwardMessage message={message} close={() => setForwarding(false)} />}
        <Wrong trouble={trouble} />
      </Stack>
    </li>
  );
}

/** What is particular of it: new, urgent, sent on, taken on by whom. */
function Marks({ message, shared }: { message: Message; shared: boolean }) {
  const { t } = useTranslation("voicemail");
  const state = stateOf(message);
  const who = state === "done" ? message.done_name : message.claimed_name;
  return (
    <Group gap={6} justify="flex-end" className={classes.marks}>
      {message.urgent && (
        <Badge variant="light" color="red">
          {t("message.urgent")}
        </Badge>
      )}
      {message.forwarded_by && (
        <Badge variant="light" color="grape">
          {t("message.forwardedBy", { who: message.forwarded_by })}
        </Badge>
      )}
      {message.tags.map((tag) => (
        <Badge key={tag} variant="outline" color="gray">
          {tag}
        </Badge>
      ))}
      {(state === "new" || (shared && state !== "open")) && (
        <Badge variant="light" color={COLOURS[state]}>
          {who ? t(`state.by.${state}`, { who }) : t(`state.${state}`)}
        </Badge>
      )}
    </Group>
  );
}

type TaskProps = { state: string; task: (wanted: "open" | "claimed" | "done") => void };

/** In a mailbox of several, one takes a message on, and says when it is done. */
function Task({ state, task }: TaskProps) {
  const { t } = useTranslation("voicemail");
  const free = state === "new" || state === "open";
  return (
    <>
      {free && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconHandStop size={15} aria-hidden />}
          onClick={() => task("claimed")}
        >
          {t("message.claim")}
        </Button>
      )}
      {state !== "done" && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconCheck size={15} aria-hidden />}
          onClick={() => task("done")}
        >
          {t("message.done")}
        </Button>
      )}
      {!free && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => task("open")}>
          {t("message.giveBack")}
        </Button>
      )}
    </>
  );
}
