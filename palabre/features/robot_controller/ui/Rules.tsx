import { Group, SegmentedControl, Select, Stack, Switch, Text, Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { Editable } from "@/kit/Editable";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { Loaded } from "@/kit/Loaded";
import { NumberField } from "@/kit/NumberField";
import panel from "@/kit/Panel.module.css";
import { useThings } from "@/kit/things";
import { useChange } from "@/kit/useChange";
import { useMay } from "@/kit/useMay";
import { type Robot, useRobot } from "./around";

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
  const begin = off ? { ...USUAL, enabled: false } : robot && settingsOf(robot);
  return (
    <Loaded query={{ ...found, data: begin }} rows={4}>
      {(settings) => <Form queue={queue} queues={queues} begin={settings} />}
    </Loaded>
  );
}

function settingsOf({ queue_id: _, ...settings }: Robot): Settings {
  return settings;
}

type FormProps = { queue: string; queues: Queues; begin: Settings };

function Form({ queue, queues, begin }: FormProps) {
  const { t } = useTranslation("robot_controller");
  const { edit: mayEdit } = useMay();
  const { shown, set, keep, kept, undo, wrong, busy, trouble } = useChange<Settings>(begin);
  const params = { path: { queue_id: queue } };
  const send = () => client.PUT("/api/v1/queues/{queue_id}/robot", { params, body: shown });
  return (
    <Editable keep={keep(send)} busy={busy}>
      <Stack gap="lg" p={20} className={panel.panel}>
        <Switch
          size="md"
          label={t("rule.enabled")}
          description={t("rule.enabledAbout")}
          checked={shown.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        <Fields>
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
        </Fields>
        <Notice shown={shown} set={set} />
        {mayEdit && <FormFoot busy={busy} trouble={trouble} kept={kept} close={undo} />}
      </Stack>
    </Editable>
  );
}

type PartProps = { shown: Settings; set: (wanted: Partial<Settings>) => void };

/** Whose agents call, in which hours, and who is rung first. */
function Who({ shown, set, queue, queues }: PartProps & { queue: string; queues: Queues }) {
  const { t } = useTranslation("robot_controller");
  const schedules = useThings("schedule");
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
        data={schedules}
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
  const greetings = useThings("greeting");
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
        <Fields>
          <Select
            label={t("rule.notice")}
            placeholder={t("rule.noticeText")}
            data={greetings}
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
        </Fields>
      )}
    </>
  );
}
