import { Group, Stack, Tabs, Title } from "@mantine/core";
import { IconFileImport, IconListDetails, IconShieldCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Loaded } from "@/kit/Loaded";
import { Side } from "@/kit/Side";
import { TabList } from "@/kit/TabList";
import { Entries } from "./Entries";
import { Importing } from "./Importing";
import { TypeMark } from "./ListTable";
import { Rules } from "./Rules";

const ICONS = {
  entries: IconListDetails,
  rules: IconShieldCheck,
  import: IconFileImport,
};
const TABS = ["entries", "rules", "import"] as const;

type Props = { list: string | undefined; close: () => void };

/** One list: who is in it, what happens to them, and files to be read into it. */
export function ListDrawer({ list, close }: Props) {
  const { t } = useTranslation(["caller_lists", "kit"]);
  return (
    <Side opened={list !== undefined} close={close} title={t("one")}>
      {list && <One list={list} />}
    </Side>
  );
}

function One({ list }: { list: string }) {
  const params = { params: { path: { caller_list_id: list } } };
  const found = api.useQuery("get", "/api/v1/caller-lists/{caller_list_id}", params);
  return (
    <Loaded query={found} rows={4}>
      {(data) => <Whole list={data} />}
    </Loaded>
  );
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
        <TabList tabs={TABS} icons={ICONS} name={(each) => t(`tab.${each}`)} />
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
