import { Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { NumberField } from "@/kit/NumberField";
import { useSaving } from "@/kit/useSaving";
import { last, type Member } from "./order";
import { SkillFields } from "./SkillFields";
import { kept, listed } from "./skills";

const MOST_LEVEL = 99;

type Props = {
  queue: string;
  members: Member[];
  member: Member;
  agent: Shapes["AgentOut"];
  close: () => void;
};

/** An agent's level in this queue, and what he can do in all of them. */
export function ChangeMember({ queue, members, member, agent, close }: Props) {
  const { t } = useTranslation("queues");
  const [level, setLevel] = useState(member.level);
  const [outside, setOutside] = useState(agent.outside_number ?? "");
  const [skills, setSkills] = useState(listed(agent.skills));
  const { save, busy, trouble } = useSaving();
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const saved = await save(async () => {
      const body = { skills: kept(skills), outside_number: outside.trim() || null };
      await client.PATCH("/api/v1/agents/{agent_id}", { params: { path: { agent_id: agent.id } }, body });
      if (level === member.level) return;
      const params = { path: { queue_id: queue, agent_id: agent.id } };
      const place = { level, position: last(members, level) };
      await client.PUT("/api/v1/queues/{queue_id}/members/{agent_id}", { params, body: place });
    });
    if (saved) close();
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md" pt="md" maw={560}>
        <Group align="flex-start" grow>
          <NumberField
            label={t("members.level")}
            min={0}
            max={MOST_LEVEL}
            value={level}
            change={(typed) => setLevel(typed ?? 0)}
          />
          <TextInput
            label={t(agent.extension_id ? "members.outsideToo" : "members.outside")}
            description={agent.extension_id && t("members.outsideAbout")}
            error={trouble?.field === "outside_number" && trouble.message}
            value={outside}
            onChange={(event) => setOutside(event.currentTarget.value)}
          />
        </Group>
        <SkillFields skills={skills} set={setSkills} />
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}
