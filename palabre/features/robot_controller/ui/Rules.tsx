import { Group, SegmentedControl, Select, Stack, Switch, Text, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { NumberField } from "@/kit/NumberField";
import panel from "@/kit/Panel.module.css";
import { Sorry } from "@/kit/Sorry";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Waiting } from "@/kit/Waiting";
import { useRobot } from "./around";
import classes from "./Rules.module.css";

const EVERYTHING = { params: { query: { limit: 200 } } };
const BOUNDS = {
  ignore_seconds: [0, 3600],
  interval_seconds: [60, 86_400],
  attempts: [1, 20],
  busy_seconds: [60, 86_400],
  no_answer_seconds: [60, 86_400],
  failed_seconds: [60, 86_400],
} as const;
const MOST_LETTERS = 500;

type Settings = Shapes["RobotSettings"];
type Queues = Shapes["QueueOut"][];

/** Where nothing has been said yet. */
const USUAL: Settings = {
  enabled: true,
  ignore_seconds: 5,
  interval_seconds: 60,
  attempts: 3,
  busy_seconds: 120,
  no_answer_seconds: 900,
  failed_seconds: 300,
  client_first: false,
};

/** How the lost callers of a queue are called back. */
export function Rules({ queue, queues }: { queue: string; queues: Queues }) {
  const { robot, off, found } = useRobot(queue);
  if (off) return <Form queue={queue} queues={queues} begin={{ ...USUAL, enabled: false }} />;
  if (!robot)
    return found.isPending ? <Waiting rows={4} /> : <Sorry error={found.error} again={found.refetch} />;
  const { queue_id: _, ...begin } = robot;
  return <Form queue={queue} queues={queues} begin={begin} />;
}

type FormProps = { queue: string; queues: Queues; begin: Settings };

function Form({ queue, queues, begin }: FormProps) {
  const { t } = useTranslation("robot_controller");
  const { edit: mayEdit } = useMay();
  const [change, setChange] = useState<Partial<Settings>>({});
  const [kept, setKept] = useState(false);
  const { save, busy, trouble, forget } = useSaving();
  const shown = { ...begin, ...change };
  const set = (wanted: Partial<Settings>) => {
    setKept(false);
    setChange({ ...change, ...wanted });
  };
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const params = { path: { queue_id: queue } };
    if (!(await save(() => client.PUT("/api/v1/queues/{queue_id}/robot", { params, body: shown })))) return;
    setChange({});
    setKept(true);
  };
  const undo = () => {
    forget();
    setChange({});
  };
  const wrong = (field: string) => (trouble?.field === field ? trouble.message : undefined);
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <fieldset disabled={!mayEdit} className={classes.all}>
        <Stack gap="lg" className={`${panel.panel} ${classes.card}`}>
          <Switch
            size="md"
            label={t("rule.enabled")}
            description={t("rule.enabledAbout")}
            checked={shown.enabled}
            onChange={(event) => set({ enabled: event.currentTarget.checked })}
          />
          <div className={classes.fields}>
            <Who shown={shown} set={set} queue={queue} queues={queues} />
            {(Object.keys(BOUNDS) as (keyof typeof BOUNDS)[]).map((name) => (
              <NumberField
                key={name}
                label={t(`rule.${name}`)}
                min={BOUNDS[name][0]}
                max={BOUNDS[name][1]}
                unit={name === "attempts" ? undefined : "s"}
                error={wrong(name)}
                value={shown[name]}
                change={(value) => set({ [name]: value })}
              />
            ))}
          </div>
          <Notice shown={shown} set={set} />
          {mayEdit && (
            <FormFoot busy={busy} trouble={trouble} close={undo}>
              {kept && (
                <Text size="sm" c="dimmed" role="status">
                  {t("saved")}
                </Text>
              )}
            </FormFoot>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

type PartProps = { shown: Settings; set: (wanted: Partial<Settings>) => void };

/** Whose agents call, in which hours, and who is rung first. */
function Who({ shown, set, queue, queues }: PartProps & { queue: string; queues: Queues }) {
  const { t } = useTranslation("robot_controller");
  const schedules = api.useQuery("get", "/api/v1/schedules", EVERYTHING).data?.items ?? [];
  return (
    <>
      <Select
        label={t("rule.calling")}
        data={queues.map(({ id, name }) => ({ value: id, label: name }))}
        value={shown.calling_queue_id ?? queue}
        allowDeselect={false}
        onChange={(calling_queue_id) => set({ calling_queue_id })}
      />
      <Select
        label={t("rule.schedule")}
        placeholder={t("rule.always")}
        data={schedules.map(({ id, name }) => ({ value: id, label: name }))}
        value={shown.schedule_id}
        onChange={(schedule_id) => set({ schedule_id })}
        clearable
      />
    </>
  );
}

/** Who is rung first, and what the agent hears before the client is rung. */
function Notice({ shown, set }: PartProps) {
  const { t } = useTranslation("robot_controller");
  const greetings = api.useQuery("get", "/api/v1/greetings", EVERYTHING).data?.items ?? [];
  return (
    <>
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t("rule.first")}
        </Text>
        <Group>
          <SegmentedControl
            aria-label={t("rule.first")}
            data={["agent", "client"].map((value) => ({ value, label: t(`rule.firstIs.${value}`) }))}
            value={shown.client_first ? "client" : "agent"}
            onChange={(value) => set({ client_first: value === "client" })}
          />
        </Group>
        <Text size="xs" c="dimmed" mt={4}>
          {t(shown.client_first ? "rule.clientAbout" : "rule.agentAbout")}
        </Text>
      </div>
      {!shown.client_first && (
        <div className={classes.fields}>
          <Select
            label={t("rule.notice")}
            placeholder={t("rule.noticeText")}
            data={greetings.map(({ id, name }) => ({ value: id, label: name }))}
            value={shown.notice_id}
            onChange={(notice_id) => set({ notice_id })}
            clearable
          />
          {!shown.notice_id && (
            <Textarea
              label={t("rule.words")}
              placeholder={t("rule.usual")}
              autosize
              maxLength={MOST_LETTERS}
              value={shown.notice_text ?? ""}
              onChange={(event) => set({ notice_text: event.currentTarget.value || null })}
            />
          )}
        </div>
      )}
    </>
  );
}
