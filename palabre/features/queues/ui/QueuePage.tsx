import { Tabs } from "@mantine/core";
import { IconActivityHeartbeat, IconAdjustments, IconChartBar, IconUsers } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { LiveMark } from "@/kit/LiveMark";
import { OnePage } from "@/kit/OnePage";
import { PageHead } from "@/kit/PageHead";
import { TabList } from "@/kit/TabList";
import type { Queue } from "./around";
import { Members } from "./Members";
import { Now } from "./Now";
import { type QueueSearch, TABS } from "./page";
import { Report } from "./Report";
import { Settings } from "./Settings";

const ICONS = {
  now: IconActivityHeartbeat,
  agents: IconUsers,
  settings: IconAdjustments,
  report: IconChartBar,
};

type Tab = NonNullable<QueueSearch["tab"]>;
type Props = { queue: string; tab: Tab; choose: (tab: Tab) => void; back: () => void };

/** One queue: what is going on, who answers, how it works, how it went. */
export function QueuePage({ queue, back, ...rest }: Props) {
  const { t } = useTranslation("queues");
  const found = api.useQuery("get", "/api/v1/queues/{queue_id}", { params: { path: { queue_id: queue } } });
  return (
    <OnePage query={found} list={t("back")} back={back}>
      {(data) => <Whole queue={data} back={back} {...rest} />}
    </OnePage>
  );
}

type WholeProps = Omit<Props, "queue"> & { queue: Queue };

function Whole({ queue, tab, choose, back }: WholeProps) {
  const { t } = useTranslation("queues");
  const about = [queue.number, t(`strategy.${queue.strategy}`)].filter(Boolean).join(" · ");
  return (
    <>
      <PageHead title={queue.name} about={about}>
        {tab === "now" && <LiveMark />}
      </PageHead>
      <Tabs value={tab} onChange={(chosen) => choose(chosen as Tab)} keepMounted={false}>
        <TabList tabs={TABS} icons={ICONS} name={(each) => t(`tab.${each}`)} />
        <Tabs.Panel value="now">
          <Now queue={queue} />
        </Tabs.Panel>
        <Tabs.Panel value="agents">
          <Members queue={queue} />
        </Tabs.Panel>
        <Tabs.Panel value="settings">
          <Settings queue={queue} removed={back} />
        </Tabs.Panel>
        <Tabs.Panel value="report">
          <Report queue={queue.id} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
