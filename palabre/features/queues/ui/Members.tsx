import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconHeadset, IconInfoCircle, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/kit/api";
import { Empty } from "@/kit/Empty";
import { Loaded } from "@/kit/Loaded";
import panel from "@/kit/Panel.module.css";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { AddMember } from "./AddMember";
import { MOST, type Queue } from "./around";
import { MemberRow } from "./MemberRow";
import classes from "./Members.module.css";
import { type Member, moved } from "./order";

/** Who answers a queue, in the order in which they ring. */
export function Members({ queue }: { queue: Queue }) {
  const { t } = useTranslation("queues");
  const { edit: mayEdit } = useMay();
  const [adding, setAdding] = useState(false);
  const params = { path: { queue_id: queue.id } };
  const found = api.useQuery("get", "/api/v1/queues/{queue_id}/members", { params });
  return (
    <Stack gap="md">
      {queue.everybody && (
        <Alert variant="light" icon={<IconInfoCircle size={18} aria-hidden />}>
          {t("members.everybody")} {t("members.everybodyAlso")}
        </Alert>
      )}
      <section className={panel.panel} aria-label={t("members.title")}>
        <Group className={panel.head} justify="space-between">
          <div>
            <Title order={2} size="h5">
              {t("members.title")}
            </Title>
            <Text size="sm" c="dimmed">
              {t("members.about")}
            </Text>
          </div>
          {mayEdit && !adding && found.data && (
            <Button
              variant="light"
              leftSection={<IconPlus size={17} aria-hidden />}
              onClick={() => setAdding(true)}
            >
              {t("members.add")}
            </Button>
          )}
        </Group>
        {adding && (
          <div className={classes.form}>
            <AddMember queue={queue.id} members={found.data ?? []} close={() => setAdding(false)} />
          </div>
        )}
        <Loaded query={found} rows={3}>
          {(members) => <List queue={queue} members={members} adding={adding} />}
        </Loaded>
      </section>
    </Stack>
  );
}

function List({ queue, members, adding }: { queue: Queue; members: Member[]; adding: boolean }) {
  const { t } = useTranslation("queues");
  const { save, trouble } = useSaving();
  const agents = api.useQuery("get", "/api/v1/agents", { params: { query: { limit: MOST } } });
  const move = (agent: string, by: -1 | 1) =>
    void save(async () => {
      for (const { agent_id, ...body } of moved(members, agent, by)) {
        const params = { path: { queue_id: queue.id, agent_id } };
        await client.PUT("/api/v1/queues/{queue_id}/members/{agent_id}", { params, body });
      }
    });
  if (members.length === 0 && adding) return null;
  if (members.length === 0)
    return (
      <Empty
        icon={IconHeadset}
        title={t("members.none")}
        text={queue.everybody ? t("members.everybody") : t("agent.noneYet")}
      />
    );
  return (
    <>
      <Wrong trouble={trouble} />
      <ol className={classes.members}>
        {members.map((member) => {
          const agent = agents.data?.items.find(({ id }) => id === member.agent_id);
          return (
            agent && (
              <MemberRow
                key={member.agent_id}
                queue={queue.id}
                members={members}
                member={member}
                agent={agent}
                move={(by) => move(member.agent_id, by)}
              />
            )
          );
        })}
      </ol>
    </>
  );
}
