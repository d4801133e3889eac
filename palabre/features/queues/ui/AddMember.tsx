import { SegmentedControl, Select, Stack, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/kit/api";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { NumberField } from "@/kit/NumberField";
import { useSaving } from "@/kit/useSaving";
import { MOST } from "./around";
import { last, type Member } from "./order";
import { SkillFields } from "./SkillFields";
import { kept, type Skill } from "./skills";

const KINDS = ["extension", "outside"] as const;
const MOST_LEVEL = 99;

type Kind = (typeof KINDS)[number];
type Props = { queue: string; members: Member[]; close: () => void };

/** Puts somebody into a queue; who is no agent yet becomes one. */
export function AddMember({ queue, members, close }: Props) {
  const { t } = useTranslation("queues");
  const [kind, setKind] = useState<Kind>("extension");
  const [extension, setExtension] = useState<string | null>(null);
  const [form, setForm] = useState({ name: "", outside: "", accept: true, level: 0 });
  const [skills, setSkills] = useState<Skill[]>([]);
  const set = (wanted: Partial<typeof form>) => setForm({ ...form, ...wanted });
  const { agents, choices } = useChoices(members);
  const { save, busy, trouble } = useSaving();
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const known = agents.find(({ id }) => id === extension);
    const saved = await save(async () => {
      const body = {
        name:
          kind === "extension" ? (choices.find(({ value }) => value === extension)?.name ?? "") : form.name,
        extension_id: kind === "extension" ? extension : null,
        outside_number: kind === "outside" ? form.outside.trim() : null,
        press_to_accept: form.accept,
        skills: kept(skills),
      };
      const agent = known ?? (await client.POST("/api/v1/agents", { body })).data;
      if (!agent) return;
      const params = { path: { queue_id: queue, agent_id: agent.id } };
      const place = { level: form.level, position: last(members, form.level) };
      await client.PUT("/api/v1/queues/{queue_id}/members/{agent_id}", { params, body: place });
    });
    if (saved) close();
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md" maw={560}>
        <SegmentedControl
          aria-label={t("members.who")}
          data={KINDS.map((value) => ({ value, label: t(`members.kind.${value}`) }))}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
        />
        {kind === "extension" ? (
          <Select
            label={t("members.extension")}
            placeholder={t("members.choose")}
            data={choices}
            value={extension}
            onChange={setExtension}
            searchable
            required
          />
        ) : (
          <Outside form={form} set={set} wrong={trouble?.field === "outside_number" ? trouble.message : ""} />
        )}
        <NumberField
          label={t("members.level")}
          min={0}
          max={MOST_LEVEL}
          value={form.level}
          change={(level) => set({ level: level ?? 0 })}
        />
        {!agents.some(({ id }) => id === extension) && <SkillFields skills={skills} set={setSkills} />}
        <FormFoot busy={busy} trouble={trouble} close={close} does={t("members.add")} />
      </Stack>
    </form>
  );
}

type Form = { name: string; outside: string; accept: boolean };

function Outside({ form, set, wrong }: { form: Form; set: (wanted: Partial<Form>) => void; wrong: string }) {
  const { t } = useTranslation("queues");
  return (
    <>
      <Fields short>
        <TextInput
          label={t("members.name")}
          value={form.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
          required
        />
        <TextInput
          label={t("members.outside")}
          inputMode="tel"
          error={wrong}
          value={form.outside}
          onChange={(event) => set({ outside: event.currentTarget.value })}
          required
        />
      </Fields>
      <Switch
        label={t("members.accept")}
        description={t("members.acceptAbout")}
        checked={form.accept}
        onChange={(event) => set({ accept: event.currentTarget.checked })}
      />
    </>
  );
}

/** Agents there are already, and the extensions that are not in the queue. */
function useChoices(members: Member[]) {
  const query = { params: { query: { limit: MOST } } };
  const agents = api.useQuery("get", "/api/v1/agents", query).data?.items ?? [];
  const extensions = api.useQuery("get", "/api/v1/extensions", query).data?.items ?? [];
  const inside = new Set(members.map((each) => each.agent_id));
  const outsiders = agents.filter(({ id, extension_id }) => !extension_id && !inside.has(id));
  const choices = [
    ...extensions
      .filter(({ id }) => !inside.has(id))
      .map(({ id, name, number }) => ({ value: id, name, label: number ? `${number} · ${name}` : name })),
    ...outsiders.map(({ id, name }) => ({ value: id, name, label: name })),
  ];
  return { agents, choices };
}
