import { Group, Stack, Tabs, Text, Title } from "@mantine/core";
import {
  IconAdjustments,
  IconArrowForwardUp,
  IconDeviceLandlinePhone,
  IconPhoneOutgoing,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { Loaded } from "@/kit/Loaded";
import { Side } from "@/kit/Side";
import { TabList } from "@/kit/TabList";
import { useMay } from "@/kit/useMay";
import { RuleAt } from "../../outbound/ui/RuleForm";
import type { Extension } from "./around";
import { Forwarding } from "./Forwarding";
import { Phones } from "./Phones";
import { Settings } from "./Settings";

const ICONS = {
  settings: IconAdjustments,
  phones: IconDeviceLandlinePhone,
  forwarding: IconArrowForwardUp,
  outgoing: IconPhoneOutgoing,
};
const TABS = ["settings", "phones", "forwarding", "outgoing"] as const;

type Props = { extension: string | undefined; close: () => void };

/** One extension: how it rings, its phones, and where its calls go instead. */
export function ExtensionDrawer({ extension, close }: Props) {
  const { t } = useTranslation(["extensions", "kit"]);
  return (
    <Side opened={extension !== undefined} close={close} title={t("one")}>
      {extension && <One key={extension} extension={extension} close={close} />}
    </Side>
  );
}

function One({ extension, close }: { extension: string; close: () => void }) {
  const params = { params: { path: { extension_id: extension } } };
  const found = api.useQuery("get", "/api/v1/extensions/{extension_id}", params);
  return (
    <Loaded query={found} rows={4}>
      {(data) => <Whole extension={data} close={close} />}
    </Loaded>
  );
}

function Whole({ extension, close }: { extension: Extension; close: () => void }) {
  const { t } = useTranslation("extensions");
  const may = useMay();
  const shown = {
    settings: true,
    phones: extension.kind !== "external",
    forwarding: true,
    outgoing: may.read,
  };
  return (
    <Stack gap="md">
      <Group gap="sm" align="baseline">
        <Title order={2} size="h4">
          {extension.name}
        </Title>
        <Text c="dimmed">{extension.number}</Text>
      </Group>
      <Tabs defaultValue="settings" keepMounted={false}>
        <TabList tabs={TABS.filter((each) => shown[each])} icons={ICONS} name={(each) => t(`tab.${each}`)} />
        <Tabs.Panel value="settings" keepMounted>
          <Settings extension={extension} close={close} />
        </Tabs.Panel>
        <Tabs.Panel value="phones">
          <Phones extension={extension.id} />
        </Tabs.Panel>
        <Tabs.Panel value="forwarding">
          <Forwarding extension={extension.id} />
        </Tabs.Panel>
        <Tabs.Panel value="outgoing">
          <RuleAt place={{ kind: "extension", id: extension.id }} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
