import { Button, Group, Tabs } from "@mantine/core";
import { IconAddressBook, IconFileImport, IconHash, IconUsersGroup } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Making } from "@/kit/Making";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { TabList } from "@/kit/TabList";
import { useMay } from "@/kit/useMay";
import { PlanMap } from "../../numbers/ui/PlanMap";
import { Departments } from "./Departments";
import { ExtensionDrawer } from "./ExtensionDrawer";
import { ExtensionTable } from "./ExtensionTable";
import { ImportExtensions } from "./ImportExtensions";
import { NewExtension } from "./NewExtension";
import { type ExtensionSearch, TABS, type Tab } from "./page";

const ICONS = { list: IconAddressBook, departments: IconUsersGroup, plan: IconHash };

/** The extensions of the company, their departments and the numbering plan; the chosen one beside them. */
export default function ExtensionsPage() {
  const { t } = useTranslation("extensions");
  const [address, change] = useAddress<ExtensionSearch>();
  const [importing, setImporting] = useState(false);
  const may = useMay();
  const open = (extension: string) => change({ extension }, true);
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        {may.edit && (
          <Group>
            <Button
              variant="default"
              leftSection={<IconFileImport size={18} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {t("import.open")}
            </Button>
            <Making name={t("new")}>{(close) => <NewExtension close={close} made={open} />}</Making>
          </Group>
        )}
      </PageHead>
      <Tabs
        value={address.tab ?? "list"}
        onChange={(tab) => change({ tab: tab as Tab }, true)}
        keepMounted={false}
      >
        {may.read && <TabList tabs={TABS} icons={ICONS} name={(each) => t(`page.${each}`)} />}
        <Tabs.Panel value="list">
          <ExtensionTable open={open} />
        </Tabs.Panel>
        <Tabs.Panel value="departments">
          <Departments />
        </Tabs.Panel>
        <Tabs.Panel value="plan">
          <PlanMap />
        </Tabs.Panel>
      </Tabs>
      <ImportExtensions opened={importing} close={() => setImporting(false)} />
      <ExtensionDrawer extension={address.extension} close={() => change({ extension: undefined })} />
    </>
  );
}
