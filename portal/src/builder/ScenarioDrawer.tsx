import { Stack, Tabs } from "@mantine/core";
import { IconChecklist, IconGitCommit, IconListTree } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Scenario } from "@/builder/outline";
import { Publishing } from "@/builder/Publishing";
import { Steps } from "@/builder/Steps";
import { Tries } from "@/builder/Tries";
import { Versions } from "@/builder/Versions";
import { api } from "@/kit/api";
import { Loaded } from "@/kit/Loaded";
import { Side } from "@/kit/Side";
import { TabList } from "@/kit/TabList";

const ICONS = {
  steps: IconListTree,
  versions: IconGitCommit,
  tries: IconChecklist,
};
const TABS = ["steps", "versions", "tries"] as const;

type Props = { scenario: string | undefined; close: () => void };

/** One scenario: its steps, its versions, its tries. */
export function ScenarioDrawer({ scenario, close }: Props) {
  const { t } = useTranslation(["builder", "kit"]);
  return (
    <Side opened={scenario !== undefined} close={close} title={t("scenario")} size={640}>
      {scenario && <One scenario={scenario} />}
    </Side>
  );
}

function One({ scenario }: { scenario: string }) {
  const params = { params: { path: { scenario_id: scenario } } };
  const found = api.useQuery("get", "/api/v1/scenarios/{scenario_id}", params);
  return (
    <Loaded query={found} rows={4}>
      {(data) => <Whole scenario={data} />}
    </Loaded>
  );
}

function Whole({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("builder");
  return (
    <Stack gap="lg">
      <Publishing scenario={scenario} />
      <Tabs defaultValue="steps" keepMounted={false}>
        <TabList tabs={TABS} icons={ICONS} name={(each) => t(`tab.${each}`)} />
        <Tabs.Panel value="steps">
          <Steps scenario={scenario} />
        </Tabs.Panel>
        <Tabs.Panel value="versions">
          <Versions scenario={scenario} />
        </Tabs.Panel>
        <Tabs.Panel value="tries">
          <Tries scenario={scenario.id} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
