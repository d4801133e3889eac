import { Anchor, Stack, Tabs } from "@mantine/core";
import {
  IconActivityHeartbeat,
  IconAdjustments,
  IconArrowLeft,
  IconChartBar,
  IconUsers,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { LiveMark } from "@/kit/LiveMark";
import { PageHead } from "@/kit/PageHead";
import { Sorry } from "@/kit/Sorry";
import { Waiting } from "@/kit/Waiting";
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
    <Stack gap="xs">
      <div>
        <Anchor component="button" size="sm" onClick={back}>
          <IconArrowLeft size={15} aria-hidden style={{ verticalAlign: "-2px" }} /> {t("back")}
        </Anchor>
      </div>
      {found.data ? (
        <Whole queue={found.data} back={back} {...rest} />
      ) : found.isPending ? (
        <Waiting rows={5} />
      ) : (
        <Sorry error={found.error} again={found.refetch} />
      )}
    </Stack>
  );
}

type WholeProps = Omit<Props, "queue"> & { queue: Queue };

function Whole({ queue, tab, choose, back }: WholeProps) {
  const { t } = useTranslation("queues");
  const about = [queue.number, t(`strategy.${queue.strategy}`)].filter(Boolean).join(" · ");
  return (
    <div>
      <PageHead title={queue.name} about={about}>
        {tab === "now" && <LiveMark />}
      </PageHead>
      <Tabs value={tab} onChange={(chosen) => choose(chosen as Tab)} keepMounted={false}>
        <Tabs.List mb="lg">
          {TABS.map((each) => {
            const Icon = ICONS[each];
            return (
              <Tabs.Tab key={each} value={each} leftSection={<Icon size={17} aria-hidden />}>
                {t(`tab.${each}`)}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
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
    </div>
  );
}
