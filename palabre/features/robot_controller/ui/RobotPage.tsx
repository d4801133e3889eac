import { Group, Select, Tabs } from "@mantine/core";
import { IconAdjustments, IconChartBar, IconListDetails, IconUsersGroup } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Empty } from "@/kit/Empty";
import { Loaded } from "@/kit/Loaded";
import { PageHead } from "@/kit/PageHead";
import panel from "@/kit/Panel.module.css";
import { useAddress } from "@/kit/page";
import { TabList } from "@/kit/TabList";
import { Entries } from "./Entries";
import { type RobotSearch, TABS } from "./page";
import { Report } from "./Report";
import { Rules } from "./Rules";

const MOST = 200;
const ICONS = { entries: IconListDetails, rules: IconAdjustments, report: IconChartBar };

/** The lost callers of a queue and how they are called back. */
export default function RobotPage() {
  const { t } = useTranslation("robot_controller");
  const found = api.useQuery("get", "/api/v1/queues", { params: { query: { limit: MOST } } });
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <Loaded query={found} rows={4}>
        {({ items }) =>
          items.length ? (
            <Chosen queues={items} />
          ) : (
            <section className={panel.panel}>
              <Empty icon={IconUsersGroup} title={t("noQueue")} text={t("noQueueYet")} />
            </section>
          )
        }
      </Loaded>
    </>
  );
}

function Chosen({ queues }: { queues: Shapes["QueueOut"][] }) {
  const { t } = useTranslation("robot_controller");
  const [address, change] = useAddress<RobotSearch>();
  const queue = queues.find(({ id }) => id === address.queue) ?? queues[0];
  if (!queue) return null;
  const show = (tab: RobotSearch["tab"]) => change({ queue: queue.id, tab });
  return (
    <>
      <Group mb="lg">
        <Select
          label={t("watched")}
          w={{ base: "100%", xs: 320 }}
          data={queues.map(({ id, name, number }) => ({
            value: id,
            label: number ? `${number} · ${name}` : name,
          }))}
          value={queue.id}
          allowDeselect={false}
          onChange={(chosen) => chosen && change({ queue: chosen })}
        />
      </Group>
      <Tabs
        key={queue.id}
        value={address.tab ?? "entries"}
        onChange={(tab) => show(tab as RobotSearch["tab"])}
        keepMounted={false}
      >
        <TabList tabs={TABS} icons={ICONS} name={(each) => t(`tab.${each}`)} />
        <Tabs.Panel value="entries">
          <Entries queue={queue.id} setUp={() => show("rules")} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <Rules queue={queue.id} queues={queues} />
        </Tabs.Panel>
        <Tabs.Panel value="report">
          <Report queue={queue.id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
