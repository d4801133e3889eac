import { ActionIcon, Badge, Group, Text } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { phoneNumber } from "@/kit/phoneNumber";
import { Removing } from "@/kit/Removing";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { ChangeMember } from "./ChangeMember";
import classes from "./Members.module.css";
import { type Member, moved } from "./order";

type Props = {
  queue: string;
  members: Member[];
  member: Member;
  agent: Shapes["AgentOut"];
  move: (by: -1 | 1) => void;
};

/** An agent of a queue: his level, where he is reached, what he can do. */
export function MemberRow({ queue, members, member, agent, move }: Props) {
  const { t } = useTranslation("queues");
  const { edit: mayEdit } = useMay();
  const [editing, setEditing] = useState(false);
  const { save, trouble } = useSaving();
  const params = { path: { queue_id: queue, agent_id: agent.id } };
  const remove = () =>
    void save(() => client.DELETE("/api/v1/queues/{queue_id}/members/{agent_id}", { params }));
  const may = (by: -1 | 1) => moved(members, agent.id, by).length > 0;
  return (
    <li className={classes.member}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <div>
          <Group gap="xs">
            <Badge variant="light" color={member.level ? "gray" : "leaf"}>
              {t("members.levelOf", { level: member.level })}
            </Badge>
            <Text size="sm" fw={500}>
              {agent.name}
            </Text>
            {agent.outside_number && (
              <Text size="sm" c="dimmed">
                {phoneNumber(agent.outside_number)}
              </Text>
            )}
          </Group>
          <Skills skills={agent.skills} />
        </div>
        {mayEdit && (
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("members.up", { name: agent.name })}
              disabled={!may(-1)}
              onClick={() => move(-1)}
            >
              <IconArrowUp size={17} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("members.down", { name: agent.name })}
              disabled={!may(1)}
              onClick={() => move(1)}
            >
              <IconArrowDown size={17} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("members.edit", { name: agent.name })}
              aria-expanded={editing}
              onClick={() => setEditing(!editing)}
            >
              <IconPencil size={17} aria-hidden />
            </ActionIcon>
            <Removing small what={agent.name} about={t("members.removing")} remove={remove} />
          </Group>
        )}
      </Group>
      <Wrong trouble={trouble} />
      {editing && (
        <ChangeMember
          queue={queue}
          members={members}
          member={member}
          agent={agent}
          close={() => setEditing(false)}
        />
      )}
    </li>
  );
}

function Skills({ skills }: { skills: Record<string, number> }) {
  const told = Object.entries(skills);
  if (told.length === 0) return null;
  return (
    <Text size="xs" c="dimmed" mt={2}>
      {told.map(([name, level]) => `${name} ${level}/10`).join(" · ")}
    </Text>
  );
}
