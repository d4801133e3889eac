import { Drawer, Skeleton, Stack, Tabs } from "@mantine/core";
import { IconChecklist, IconGitCommit, IconListTree } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Scenario } from "@/builder/outline";
import { Publishing } from "@/builder/Publishing";
import { Steps } from "@/builder/Steps";
import { Tries } from "@/builder/Tries";
import { Versions } from "@/builder/Versions";
import { api } from "@/kit/api";
import { Sorry } from "@/kit/Sorry";

type Props = { scenario: string | undefined; close: () => void };

/** One scenario: its steps, its versions, its tries. */
export function ScenarioDrawer({ scenario, close }: Props) {
  const { t } = useTranslation(["builder", "kit"]);
  return (
    <Drawer
      opened={scenario !== undefined}
      onClose={close}
      position="right"
      size={640}
      overlayProps={{ backgroundOpacity: 0.3 }}
      title={t("scenario")}
      closeButtonProps={{ "aria-label": t("kit:close") }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {scenario && <Loaded scenario={scenario} />}
    </Drawer>
  );
}

function Loaded({ scenario }: { scenario: string }) {
  const params = { params: { path: { scenario_id: scenario } } };
  const found = api.useQuery("get", "/api/v1/scenarios/{scenario_id}", params);
  if (found.data) return <Whole scenario={found.data} />;
  if (found.isPending)
    return (
      <Stack aria-busy>
        <Skeleton height={34} width="60%" />
        <Skeleton height={240} />
      </Stack>
    );
  return <Sorry error={found.error} again={found.refetch} />;
}

function Whole({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation("builder");
  return (
    <Stack gap="lg">
      <Publishing scenario={scenario} />
      <Tabs defaultValue="steps" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="steps" leftSection={<IconListTree size={17} aria-hidden />}>
            {t("tab.steps")}
          </Tabs.Tab>
          <Tabs.Tab value="versions" leftSection={<IconGitCommit size={17} aria-hidden />}>
            {t("tab.versions")}
          </Tabs.Tab>
          <Tabs.Tab value="tries" leftSection={<IconChecklist size={17} aria-hidden />}>
            {t("tab.tries")}
          </Tabs.Tab>
        </Tabs.List>
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
