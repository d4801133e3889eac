import { Button, Menu, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Outline } from "@/builder/Outline";
import type { Scenario } from "@/builder/outline";
import { StepForm } from "@/builder/StepForm";
import { useSteps } from "@/builder/useSteps";
import { api } from "@/kit/api";
import { Wrong } from "@/kit/Wrong";

/** The steps of a draft, to be read, changed and added to. */
export function Steps({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("builder");
  const found = api.useQuery("get", "/api/v1/step-types");
  const [edited, setEdited] = useState<string>();
  const { keep, busy, trouble } = useSteps(scenario.id, scenario.draft);
  const types = found.data?.items ?? [];
  const add = async (type: string) => {
    const name = free(t(`type.${type}`, type), Object.keys(scenario.draft.steps));
    if (await keep(name, name, { type, fields: {}, exits: {} })) setEdited(name);
  };
  return (
    <Stack gap="md">
      <Outline document={scenario.draft} edit={setEdited} />
      <Wrong trouble={trouble} />
      <Menu position="top-start" withinPortal>
        <Menu.Target>
          <Button
            variant="light"
            leftSection={<IconPlus size={17} aria-hidden />}
            loading={busy}
            w="fit-content"
          >
            {t("form.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={380} style={{ overflowY: "auto" }}>
          {types.map(({ type }) => (
            <Menu.Item key={type} onClick={() => void add(type)}>
              {t(`type.${type}`, type)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <StepForm
        scenario={scenario.id}
        drawing={scenario.draft}
        name={edited}
        types={types}
        close={() => setEdited(undefined)}
      />
    </Stack>
  );
}

/** "Menu vocal", then "Menu vocal 2"… */
function free(name: string, taken: string[]): string {
  let found = name;
  for (let count = 2; taken.includes(found); count++) found = `${name} ${count}`;
  return found;
}
