import { Group, Radio, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useSaving } from "@/kit/useSaving";

const MOST = 200;
const BLANK = "blank";

type Props = { close: () => void; made: (scenario: string) => void };

/** Begins a scenario: with one of the templates, or with nothing. */
export function NewScenario({ close, made }: Props) {
  const { t } = useTranslation(["builder", "kit"]);
  const params = { params: { query: { limit: MOST } } };
  const templates = api.useQuery("get", "/api/v1/scenario-templates", params).data?.items ?? [];
  const [template, setTemplate] = useState(BLANK);
  const [name, setName] = useState("");
  const { save, busy, trouble } = useSaving();
  const create = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => {
      const { data } = await begin(template, name);
      close();
      if (data) made(data.id);
    });
  };
  return (
    <form onSubmit={create} aria-busy={busy}>
      <Stack gap="md">
        <TextInput
          label={t("template.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <Radio.Group label={t("template.choose")} value={template} onChange={setTemplate}>
          <Stack gap="xs" mt="xs">
            <Choice value={BLANK} name={t("template.blank")} about={t("template.blankAbout")} />
            {templates.map((each) => (
              <Choice key={each.id} value={each.id} name={each.name} about={each.description} />
            ))}
          </Stack>
        </Radio.Group>
        <FormFoot busy={busy} trouble={trouble} close={close} does={t("template.create")} />
      </Stack>
    </form>
  );
}

function begin(template: string, name: string) {
  if (template === BLANK)
    return client.POST("/api/v1/scenarios", { body: { name, draft: { start: "", steps: {} } as never } });
  return client.POST("/api/v1/scenario-templates/{scenario_template_id}/scenarios", {
    params: { path: { scenario_template_id: template } },
    body: { name },
  });
}

function Choice({ value, name, about }: { value: string; name: string; about: string }) {
  return (
    <Radio.Card value={value} p="sm" radius="md">
      <Group wrap="nowrap" align="flex-start">
        <Radio.Indicator />
        <div>
          <Text size="sm" fw={600}>
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {about}
          </Text>
        </div>
      </Group>
    </Radio.Card>
  );
}
