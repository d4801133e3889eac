import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Figures } from "@/kit/Figures";
import { clock, spoken } from "@/kit/format";
import { Sorry } from "@/kit/Sorry";
import { AgentsNow } from "./AgentsNow";
import { EVERY_MS, percent, type Queue, useAgents, useToday } from "./around";
import { Callers } from "./Callers";
import { levelColour } from "./colours";

/** Who waits and who answers, renewed every two seconds. */
export function Now({ queue }: { queue: Queue }) {
  const params = { params: { path: { queue_id: queue.id } } };
  const live = api.useQuery("get", "/api/v1/queues/{queue_id}/live", params, { refetchInterval: EVERY_MS });
  const agents = useAgents(queue.id);
  if (live.error && !live.data) return <Sorry error={live.error} again={live.refetch} />;
  return (
    <Stack gap="lg">
      <Moment queue={queue} live={live.data} />
      <Callers live={live} agents={agents.data} />
      <AgentsNow agents={agents} />
    </Stack>
  );
}

function Moment({ queue, live }: { queue: Queue; live: Shapes["QueueLive"] | undefined }) {
  const { t } = useTranslation("queues");
  const today = useToday().get(queue.id);
  const error = live?.estimate_error_seconds;
  const estimate = live?.estimate_seconds;
  return (
    <Figures
      figures={[
        {
          label: t("now.waiting"),
          value: String(live?.waiting ?? "–"),
          about: queue.max_length ? `/ ${queue.max_length}` : undefined,
          colour: live?.waiting ? "var(--warm)" : undefined,
        },
        { label: t("now.longest"), value: live?.waiting ? clock(live.longest_wait_seconds) : "–" },
        {
          label: t("now.free"),
          value: String(live?.agents_free ?? "–"),
          about: live && t("now.of", { present: live.agents_present }),
        },
        {
          label: t("now.estimate"),
          value: estimate == null ? "–" : spoken(estimate),
          about: error == null ? t("now.unknown") : t("now.error", { seconds: spoken(error) }),
        },
        {
          label: t("now.today"),
          value: today ? t("today.share", { percent: percent(today.service_level) }) : "–",
          about: t("now.within", { seconds: spoken(queue.service_seconds) }),
          colour: today && levelColour(today.service_level),
        },
      ]}
    />
  );
}
