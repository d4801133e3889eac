import { Drawer, Group, Stack, Tabs, Title } from "@mantine/core";
import { IconFileImport, IconListDetails, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Sorry } from "@/kit/Sorry";
import { Waiting } from "@/kit/Waiting";
import { Entries } from "./Entries";
import { Importing } from "./Importing";
import { TypeMark } from "./ListTable";
import { Rules } from "./Rules";

type Props = { list: string | undefined; close: () => void };

/** One list: who is in it, what happens to them, and files to be read into it. */
export function ListDrawer({ list, close }: Props) {
  const { t } = useTranslation(["caller_lists", "kit"]);
  return (
    <Drawer
      opened={list !== undefined}
      onClose={close}
      position="right"
      size={600}
      overlayProps={{ backgroundOpacity: 0.3 }}
      title={t("one")}
      closeButtonProps={{ "aria-label": t("kit:close") }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {list && <Loaded list={list} />}
    </Drawer>
  );
}

function Loaded({ list }: { list: string }) {
  const params = { params: { path: { caller_list_id: list } } };
  const found = api.useQuery("get", "/api/v1/caller-lists/{caller_list_id}", params);
  if (found.data) return <Whole list={found.data} />;
  return found.isPending ? <Waiting rows={4} /> : <Sorry error={found.error} again={found.refetch} />;
}

function Whole({ list }: { list: Shapes["CallerListOut"] }) {
  const { t } = useTranslation("caller_lists");
  return (
    <Stack gap="md">
      <Group gap="sm">
        <Title order={2} size="h4">
          {list.name}
        </Title>
        <TypeMark type={list.type} />
      </Group>
      <Tabs defaultValue="entries" keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="entries" leftSection={<IconListDetails size={17} aria-hidden />}>
            {t("tab.entries")}
          </Tabs.Tab>
          <Tabs.Tab value="rules" leftSection={<IconShieldCheck size={17} aria-hidden />}>
            {t("tab.rules")}
          </Tabs.Tab>
          <Tabs.Tab value="import" leftSection={<IconFileImport size={17} aria-hidden />}>
            {t("tab.import")}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="entries">
          <Entries list={list.id} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Rules list={list} />
        </Tabs.Panel>
        <Tabs.Panel value="import">
          <Importing list={list.id} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
