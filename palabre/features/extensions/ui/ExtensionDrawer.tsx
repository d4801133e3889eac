import { Drawer, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import {
  IconAdjustments,
  IconArrowForwardUp,
  IconDeviceLandlinePhone,
  IconPhoneOutgoing,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { Sorry } from "@/kit/Sorry";
import { useMay } from "@/kit/useMay";
import { Waiting } from "@/kit/Waiting";
import { RuleAt } from "../../outbound/ui/RuleForm";
import type { Extension } from "./around";
import { Forwarding } from "./Forwarding";
import { Phones } from "./Phones";
import { Settings } from "./Settings";

type Props = { extension: string | undefined; close: () => void };

/** One extension: how it rings, its phones, and where its calls go instead. */
export function ExtensionDrawer({ extension, close }: Props) {
  const { t } = useTranslation(["extensions", "kit"]);
  return (
    <Drawer
      opened={extension !== undefined}
      onClose={close}
      position="right"
      size={600}
      overlayProps={{ backgroundOpacity: 0.3 }}
      title={t("one")}
      closeButtonProps={{ "aria-label": t("kit:close") }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {extension && <Loaded key={extension} extension={extension} close={close} />}
    </Drawer>
  );
}

function Loaded({ extension, close }: { extension: string; close: () => void }) {
  const params = { params: { path: { extension_id: extension } } };
  const found = api.useQuery("get", "/api/v1/extensions/{extension_id}", params);
  if (found.data) return <Whole extension={found.data} close={close} />;
  return found.isPending ? <Waiting rows={4} /> : <Sorry error={found.error} again={found.refetch} />;
}

function Whole({ extension, close }: { extension: Extension; close: () => void }) {
  const { t } = useTranslation("extensions");
  const may = useMay();
  return (
    <Stack gap="md">
      <Group gap="sm" align="baseline">
        <Title order={2} size="h4">
          {extension.name}
        </Title>
        <Text c="dimmed">{extension.number}</Text>
      </Group>
      <Tabs defaultValue="settings" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="settings" leftSection={<IconAdjustments size={17} aria-hidden />}>
            {t("tab.settings")}
          </Tabs.Tab>
          {extension.kind !== "external" && (
            <Tabs.Tab value="phones" leftSection={<IconDeviceLandlinePhone size={17} aria-hidden />}>
              {t("tab.phones")}
            </Tabs.Tab>
          )}
          <Tabs.Tab value="forwarding" leftSection={<IconArrowForwardUp size={17} aria-hidden />}>
            {t("tab.forwarding")}
          </Tabs.Tab>
          {may.read && (
            <Tabs.Tab value="outgoing" leftSection={<IconPhoneOutgoing size={17} aria-hidden />}>
              {t("tab.outgoing")}
            </Tabs.Tab>
          )}
        </Tabs.List>
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
