import { Alert, Button, SegmentedControl, Stack, Table, Text } from "@mantine/core";
import { IconInfoCircle, IconPhoneCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { BY_PAGES, More } from "@/kit/More";
import { Panel } from "@/kit/Panel";
import { Rows } from "@/kit/Rows";
import { useMay } from "@/kit/useMay";
import { useRobot } from "./around";
import classes from "./Entries.module.css";
import { EntryRow } from "./EntryRow";

const EVERY_MS = 5000;
const PER_PAGE = 50;
const STATES = ["all", "waiting", "calling", "recovered", "given_up"] as const;

type Chosen = (typeof STATES)[number];

/** The lost callers with what became of them, renewed every few seconds. */
export function Entries({ queue, setUp }: { queue: string; setUp: () => void }) {
  const { t } = useTranslation(["robot_controller", "kit"]);
  const [chosen, setChosen] = useState<Chosen>("all");
  const state = chosen === "all" ? undefined : chosen;
  const found = api.useInfiniteQuery(
    "get",
    "/api/v1/queues/{queue_id}/robot/entries",
    { params: { path: { queue_id: queue }, query: { limit: PER_PAGE, state } } },
    {
      ...BY_PAGES,
      refetchInterval: EVERY_MS,
    },
  );
  const items = found.data?.pages.flatMap((page) => page.items);
  const { isPending, error, refetch, hasNextPage } = found;
  return (
    <Stack gap="lg">
      <Off queue={queue} setUp={setUp} />
      <div>
        <SegmentedControl
          className={classes.filter}
          aria-label={t("column.state")}
          data={STATES.map((value) => ({ value, label: t(`filter.${value}`) }))}
          value={chosen}
          onChange={(value) => setChosen(value as Chosen)}
        />
      </div>
      <Panel
        title={t("list")}
        count={hasNextPage ? undefined : items?.length}
        query={{ data: items && { items }, isPending, error, refetch }}
        empty={{ icon: IconPhoneCheck, title: t("none"), text: t("noneYet") }}
        rows={4}
      >
        <Rows>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("column.who")}</Table.Th>
              <Table.Th w={150} visibleFrom="sm">
                {t("column.missed")}
              </Table.Th>
              <Table.Th>{t("column.state")}</Table.Th>
              <Table.Th w={110} ta="right" visibleFrom="md">
                {t("column.attempts")}
              </Table.Th>
              <Table.Th w={150} aria-label={t("kit:actions")} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items?.map((entry) => (
              <EntryRow key={entry.id} entry={entry} />
            ))}
          </Table.Tbody>
        </Rows>
        <More of={found} />
      </Panel>
    </Stack>
  );
}

/** Tells that nobody of this queue is called back. */
function Off({ queue, setUp }: { queue: string; setUp: () => void }) {
  const { t } = useTranslation("robot_controller");
  const { edit: mayEdit } = useMay();
  const { robot, off } = useRobot(queue);
  if (!off && robot?.enabled !== false) return null;
  return (
    <Alert variant="light" color="orange" icon={<IconInfoCircle size={18} aria-hidden />}>
      <Text size="sm">{t("off")}</Text>
      {mayEdit && (
        <Button size="xs" mt="sm" onClick={setUp}>
          {t("setUp")}
        </Button>
      )}
    </Alert>
  );
}
