import { Button, Menu, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconChevronDown, IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import type { LiveAgent } from "./around";

const REASONS = ["lunch", "break", "meeting", "training"] as const;
const RESTING = ["paused", "logged_out", "wrap_up"];
const MOST_LETTERS = 80;

/** Pauses an agent with a reason, or lets him take calls again. */
export function Pausing({ agent }: { agent: LiveAgent }) {
  const { t } = useTranslation("queues");
  const { save, busy, trouble } = useSaving();
  const params = { path: { agent_id: agent.id } };
  const resume = () => void save(() => client.POST("/api/v1/agents/{agent_id}/resume", { params }));
  const pause = (reason: string) =>
    void save(() => client.POST("/api/v1/agents/{agent_id}/pause", { params, body: { reason } }));
  return (
    <>
      {RESTING.includes(agent.state) ? (
        <Button
          size="xs"
          variant="light"
          loading={busy}
          leftSection={<IconPlayerPlay size={15} aria-hidden />}
          aria-label={t("agent.resumeWho", { name: agent.name })}
          onClick={resume}
        >
          {t(agent.state === "wrap_up" ? "agent.ready" : "agent.resume")}
        </Button>
      ) : (
        <Reasons name={agent.name} busy={busy} pause={pause} />
      )}
      <Wrong trouble={trouble} />
    </>
  );
}

type Props = { name: string; busy: boolean; pause: (reason: string) => void };

function Reasons({ name, busy, pause }: Props) {
  const { t } = useTranslation("queues");
  const [opened, menu] = useDisclosure(false);
  const [other, setOther] = useState("");
  const because = (reason: string) => {
    menu.close();
    setOther("");
    pause(reason);
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (other.trim()) because(other.trim());
  };
  return (
    <Menu opened={opened} onChange={menu.toggle} position="bottom-end" width={230} shadow="md">
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          loading={busy}
          leftSection={<IconPlayerPause size={15} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={t("agent.pauseWho", { name })}
        >
          {t("agent.pause")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("agent.reason")}</Menu.Label>
        {REASONS.map((each) => (
          <Menu.Item key={each} onClick={() => because(t(`agent.reasons.${each}`))}>
            {t(`agent.reasons.${each}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <form onSubmit={send}>
          <Stack px="xs" pb={6}>
            <TextInput
              size="xs"
              aria-label={t("agent.other")}
              placeholder={t("agent.other")}
              maxLength={MOST_LETTERS}
              value={other}
              onChange={(event) => setOther(event.currentTarget.value)}
              onKeyDown={(event) => event.stopPropagation()}
            />
          </Stack>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
