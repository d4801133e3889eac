import { Stack, Tabs } from "@mantine/core";
import { IconCoins, IconHash, IconListCheck, IconReceipt } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { TabList } from "@/kit/TabList";
import { Explain } from "./Explain";
import { Numbers } from "./Numbers";
import { type OutgoingSearch, TABS, type Tab } from "./page";
import { Rates } from "./Rates";
import { Rules } from "./Rules";
import { Spending } from "./Spending";
import { Verified } from "./Verified";

const ICONS = { rules: IconListCheck, numbers: IconHash, spending: IconCoins, rates: IconReceipt };

/** Calls to the outside: who may call where, under which number, and for how much. */
export default function OutgoingPage() {
  const { t } = useTranslation("outbound");
  const [address, change] = useAddress<OutgoingSearch>();
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <Stack gap="lg">
        <Explain />
        <Tabs
          value={address.tab ?? "rules"}
          onChange={(tab) => change({ tab: tab as Tab }, true)}
          keepMounted={false}
        >
          <TabList tabs={TABS} icons={ICONS} name={(each) => t(`tab.${each}`)} />
          <Tabs.Panel value="rules">
            <Rules />
          </Tabs.Panel>
          <Tabs.Panel value="numbers">
            <Stack gap="lg">
              <Numbers />
              <Verified />
            </Stack>
          </Tabs.Panel>
          <Tabs.Panel value="spending">
            <Spending />
          </Tabs.Panel>
          <Tabs.Panel value="rates">
            <Rates />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </>
  );
}
