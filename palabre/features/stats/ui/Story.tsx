import { Blockquote, Switch, Text, Timeline } from "@mantine/core";
import {
  type Icon,
  IconAlertTriangle,
  IconArrowFork,
  IconBell,
  IconCornerDownRight,
  IconDialpad,
  IconLogout,
  IconMessage2,
  IconMessageOff,
  IconMessages,
  IconPhone,
  IconPhoneCheck,
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneX,
  IconPoint,
  IconRefresh,
  IconVolume,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/kit/format";
import { useNames } from "@/kit/names";
import classes from "./Story.module.css";
import { sentence } from "./sentence";
import { type Fact, type Line, type Tone, tell } from "./tell";

const ICONS: Record<string, Icon> = {
  started: IconPhoneIncoming,
  answered: IconPhone,
  step_entered: IconArrowFork,
  step_left: IconCornerDownRight,
  played: IconVolume,
  key_pressed: IconDialpad,
  dialled: IconBell,
  rang: IconBell,
  party_answered: IconPhoneCheck,
  party_left: IconLogout,
  dial_missed: IconPhoneX,
  talk_started: IconMessages,
  talk_ended: IconMessageOff,
  recorded: IconMessage2,
  refused: IconAlertTriangle,
  adopted: IconRefresh,
  failed: IconAlertTriangle,
  ended: IconPhoneOff,
};

const COLOURS: Record<Tone, string> = {
  good: "leaf",
  bad: "red",
  warn: "orange",
  voice: "blue",
  plain: "gray",
};

/** What happened in a call, one sentence after the other. */
export function Story({ facts }: { facts: Fact[] }) {
  const { t } = useTranslation("stats");
  const [everything, setEverything] = useState(false);
  const lines = tell(facts, useNames()).filter((line) => everything || !line.detail);
  return (
    <>
      <Switch
        mb="lg"
        label={t("story.everything")}
        checked={everything}
        onChange={(event) => setEverything(event.currentTarget.checked)}
      />
      <Timeline component="ol" bulletSize={28} lineWidth={1} active={-1} className={classes.story}>
        {lines.map((line) => (
          <Sentence key={line.seq} line={line} />
        ))}
      </Timeline>
    </>
  );
}

function Sentence({ line }: { line: Line }) {
  const { t } = useTranslation("stats");
  const { seconds } = useFormats();
  const Shape = ICONS[line.kind] ?? IconPoint;
  return (
    <Timeline.Item
      component="li"
      bullet={<Shape size={15} aria-hidden />}
      className={classes.line}
      data-tone={line.tone}
      style={{ "--tone": `var(--mantine-color-${COLOURS[line.tone]}-light-color)` }}
    >
      <div className={classes.words}>
        <Text size="sm" c={line.detail ? "dimmed" : undefined}>
          {sentence(line, t)}
        </Text>
        <time className={classes.time} dateTime={new Date(line.at).toISOString()}>
          {seconds(line.at)}
        </time>
      </div>
      {line.said && <Blockquote className={classes.said}>{line.said}</Blockquote>}
    </Timeline.Item>
  );
}
