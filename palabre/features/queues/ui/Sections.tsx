import { Select, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NumberField } from "@/kit/NumberField";
import { useThings } from "@/kit/things";
import type { Queue, QueueChange } from "./around";

const STRATEGIES = [
  "in_turn",
  "longest_idle",
  "fewest_calls",
  "least_loaded",
  "random",
  "all",
  "skills",
] as const;
const KEYS = [..."0123456789*#"];
const HOURS = ["0", "1", "8", "24"] as const;

type Props = {
  shown: Queue;
  set: (wanted: QueueChange) => void;
  wrong: (field: string) => string | undefined;
};

/** The fields with a number of seconds or a count, with the bounds of the product. */
const BOUNDS = {
  ring_seconds: [5, 120, "seconds"],
  pause_seconds: [0, 3600, "seconds"],
  wrap_up_seconds: [0, 3600, "seconds"],
  misses_before_pause: [1, 20, "calls"],
  busy_penalty_seconds: [0, 3600, "seconds"],
  relax_seconds: [5, 3600, "seconds"],
  familiar_seconds: [5, 120, "seconds"],
  max_length: [1, 1000, "callers"],
  announce_seconds: [15, 600, "seconds"],
  message_seconds: [15, 600, "seconds"],
  service_seconds: [1, 600, "seconds"],
} as const;

type Counted = keyof typeof BOUNDS;
type CountProps = Props & { name: Counted; empty?: string; about?: string };

function Count({ name, shown, set, wrong, empty, about }: CountProps) {
  const { t } = useTranslation("queues");
  const [min, max, unit] = BOUNDS[name];
  return (
    <NumberField
      label={t(`field.${name}`)}
      description={about}
      min={min}
      max={max}
      unit={t(`unit.${unit}`)}
      error={wrong(name)}
      empty={empty}
      value={shown[name]}
      change={(value) => set({ [name]: value })}
    />
  );
}

type Flag = "everybody" | "leave_without_agents" | "announce_position" | "announce_wait";

function Flagged({ name, shown, set, about }: Props & { name: Flag; about?: string }) {
  const { t } = useTranslation("queues");
  return (
    <Switch
      label={t(`field.${name}`)}
      description={about}
      checked={shown[name]}
      onChange={(event) => set({ [name]: event.currentTarget.checked })}
    />
  );
}

export function Ringing(props: Props) {
  const { t } = useTranslation("queues");
  const { shown, set, wrong } = props;
  return (
    <>
      <TextInput
        label={t("field.name")}
        error={wrong("name")}
        value={shown.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        required
      />
      <TextInput
        label={t("field.number")}
        description={t("field.numberAbout")}
        inputMode="numeric"
        error={wrong("number")}
        value={shown.number ?? ""}
        onChange={(event) => set({ number: event.currentTarget.value.trim() || null })}
      />
      <Select
        label={t("field.strategy")}
        description={t(`strategyAbout.${shown.strategy}`)}
        data={STRATEGIES.map((value) => ({ value, label: t(`strategy.${value}`) }))}
        value={shown.strategy}
        allowDeselect={false}
        onChange={(strategy) => strategy && set({ strategy: strategy as Queue["strategy"] })}
      />
      <Count name="ring_seconds" {...props} />
      {shown.strategy === "skills" && <Count name="relax_seconds" empty={t("never")} {...props} />}
      <Flagged name="everybody" about={t("field.everybodyAbout")} {...props} />
    </>
  );
}

export function Rest(props: Props) {
  const { t } = useTranslation("queues");
  return (
    <>
      <Count name="wrap_up_seconds" {...props} />
      <Count name="pause_seconds" {...props} />
      <Count name="busy_penalty_seconds" {...props} />
      <Count name="misses_before_pause" empty={t("never")} {...props} />
    </>
  );
}

export function Wait(props: Props) {
  const { t } = useTranslation("queues");
  return (
    <>
      <Count name="max_length" empty={t("unlimited")} {...props} />
      <Flagged name="leave_without_agents" about={t("field.leave_without_agentsAbout")} {...props} />
    </>
  );
}

export function Hears(props: Props) {
  const { t } = useTranslation("queues");
  const { shown, set } = props;
  const sounds = useThings("greeting");
  const announces = shown.announce_position || shown.announce_wait;
  return (
    <>
      <Select
        label={t("field.music")}
        placeholder={t("field.standard")}
        data={sounds}
        value={shown.music_id}
        onChange={(music_id) => set({ music_id })}
        clearable
      />
      <Select
        label={t("field.message")}
        placeholder={t("field.noMessage")}
        data={sounds}
        value={shown.message_id}
        onChange={(message_id) => set({ message_id })}
        clearable
      />
      {shown.message_id && <Count name="message_seconds" {...props} />}
      <Flagged name="announce_position" {...props} />
      <Flagged name="announce_wait" {...props} />
      {announces && <Count name="announce_seconds" {...props} />}
    </>
  );
}

export function More(props: Props) {
  const { t } = useTranslation("queues");
  const { shown, set, wrong } = props;
  const scenarios = useThings("scenario");
  return (
    <>
      <Select
        label={t("field.call_back_key")}
        description={t("field.call_back_keyAbout")}
        placeholder={t("field.noKey")}
        data={KEYS}
        error={wrong("call_back_key")}
        value={shown.call_back_key}
        onChange={(call_back_key) => set({ call_back_key })}
        clearable
      />
      <Select
        label={t("field.familiar_hours")}
        data={HOURS.map((value) => ({ value, label: t(`familiar.${value}`) }))}
        value={String(shown.familiar_hours)}
        allowDeselect={false}
        onChange={(hours) => set({ familiar_hours: Number(hours) as QueueChange["familiar_hours"] })}
      />
      {shown.familiar_hours !== 0 && <Count name="familiar_seconds" {...props} />}
      <Select
        label={t("field.rating")}
        description={t("field.ratingAbout")}
        placeholder={t("field.noRating")}
        data={scenarios}
        value={shown.rating_id}
        onChange={(rating_id) => set({ rating_id })}
        clearable
      />
    </>
  );
}

export function Measure(props: Props) {
  const { t } = useTranslation("queues");
  return <Count name="service_seconds" about={t("field.service_secondsAbout")} {...props} />;
}
