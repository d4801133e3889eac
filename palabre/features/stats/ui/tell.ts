import type { Shapes } from "@/kit/api";
import { spoken } from "@/kit/format";
import { type NameOf, named, phoneNumber } from "@/kit/phoneNumber";

export type Fact = Shapes["FactOut"];

export type Tone = "good" | "bad" | "warn" | "voice" | "plain";

/** One line of the story: `words` is its key in the texts, `said` what was heard or reported in so many words. */
export type Line = {
  seq: number;
  /** Milliseconds since 1970. */
  at: number;
  kind: string;
  tone: Tone;
  words: string;
  values: Record<string, string | number>;
  said?: string;
  /** Only of use to who looks for a fault. */
  detail: boolean;
};

type Told = { words: string; tone?: Tone; said?: string; detail?: boolean } & Record<string, unknown>;
type Story = {
  parties: Map<string, string>;
  name: (number: unknown) => string;
  caller: string;
  talker?: string;
  since?: number;
};
type Teller = (data: Record<string, unknown>, story: Story, at: number) => Told;

const CALLER = "caller";
/** The cause of a phone that stops because another one was quicker (Q.850). */
const ANSWERED_ELSEWHERE = 26;
/** Amounts of money are noted in millionths. */
const MILLION = 1_000_000;
const MISSED = ["busy", "rejected", "no_answer", "unavailable"];

const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));

function who(story: Story, party: unknown): string {
  return story.parties.get(text(party)) ?? "";
}

function said(data: Record<string, unknown>): string {
  return (Array.isArray(data.said) ? data.said : []).filter((each) => each !== "beep").join(" ");
}

const TELLERS: Record<string, Teller> = {
  started: (data, story) => {
    story.parties.set(text(data.party), CALLER);
    const [name, number] = [text(data.caller_name), phoneNumber(text(data.caller))];
    const caller = name && number ? `${name} (${number})` : name || number;
    story.caller = caller;
    const words = caller ? `started.${text(data.direction)}` : "started.unknown";
    return { words, caller, called: story.name(data.dialled) };
  },
  answered: () => ({ words: "answered" }),
  step_entered: (data) => {
    const drawn = text(data.flow).startsWith("scenario:");
    const words = drawn ? "step_entered.drawn" : "step_entered.direct";
    return { words, step: text(data.step), type: text(data.type), detail: !drawn };
  },
  step_left: (data) => {
    const exit = text(data.exit);
    if (!exit) return { words: "step_left.end", step: text(data.step), detail: true };
    if (exit.includes(":"))
      return { words: "step_left.elsewhere", kind: exit.split(":")[0] ?? "", detail: true };
    if (/^[0-9*#]$/.test(exit)) return { words: "step_left.key", key: exit };
    return { words: "step_left.exit", exit, detail: exit === "done" || MISSED.includes(exit) };
  },
  played: (data) => {
    const words = said(data) ? (data.cut ? "played.cut" : "played.whole") : "played.tone";
    return { words, tone: "voice", said: said(data), length: spoken(Number(data.ms) / 1000) };
  },
  key_pressed: (data) => ({ words: "key_pressed", key: text(data.key) }),
  language_chosen: (data) => ({ words: "language_chosen", language: text(data.language) }),
  question_answered: (data) => ({ words: "question_answered", answer: text(data.answer) }),
  schedule_overridden: (data) => ({ words: `schedule_overridden.${text(data.state)}`, by: text(data.by) }),
  dialled: (data, story) => {
    const to = story.name(data.to);
    const phones = Array.isArray(data.parties) ? data.parties : [];
    for (const party of phones) story.parties.set(text(party), to);
    return { words: "dialled", to, count: phones.length };
  },
  ringing_heard: () => ({ words: "ringing_heard", tone: "voice" }),
  rang: (data, story) => ({ words: "rang", to: who(story, data.party) }),
  party_answered: (data, story) => ({ words: "party_answered", to: who(story, data.party), detail: true }),
  party_left: (data, story) => {
    const name = who(story, data.party);
    const why = { cause: text(data.cause), sip: Number(data.sip) || 0, detail: true };
    if (name === CALLER) return { words: "party_left.caller", ...why };
    if (data.party === story.talker) return { words: "party_left.talker", to: name };
    if (data.cause === ANSWERED_ELSEWHERE) return { words: "party_left.elsewhere", to: name, ...why };
    return { words: why.sip ? "party_left.called" : "party_left.quiet", to: name, ...why };
  },
  dial_missed: (data, story) => ({
    words: `dial_missed.${text(data.why ?? data.result)}`,
    tone: "warn",
    to: story.name(data.to),
  }),
  accept_asked: (data, story) => ({ words: "accept_asked", to: who(story, data.party) }),
  not_accepted: (data, story) => ({ words: "not_accepted", tone: "warn", to: who(story, data.party) }),
  number_refused: (data, story) => ({
    words: "number_refused",
    tone: "warn",
    shown: story.name(data.shown),
    instead: story.name(data.instead),
  }),
  forwarded: (data, story) => ({
    words: `forwarded.${text(data.why)}`,
    number: story.name(data.number),
    to: (Array.isArray(data.to) ? data.to : []).map(story.name).join(", "),
  }),
  forward_shown: (data, story) => ({
    words: "forward_shown",
    to: story.name(data.to),
    shown: story.name(data.shown),
  }),
  forward_skipped: (data, story) => ({ words: "forward_skipped", tone: "warn", to: story.name(data.to) }),
  forward_came_back: (data, story) => ({
    words: "forward_came_back",
    tone: "warn",
    number: story.name(data.number),
  }),
  forward_looped: (data, story) => ({
    words: "forward_looped",
    tone: "warn",
    number: story.name(data.number),
  }),
  forward_set: (data) => ({ words: `forward_set.${text(data.why)}` }),
  forward_lifted: () => ({ words: "forward_lifted" }),
  talk_started: (data, story, at) => {
    story.talker = text(data.party);
    story.since = at;
    return { words: "talk_started", tone: "good", to: story.name(data.with) };
  },
  talk_ended: (_, story, at) => ({ words: "talk_ended", length: spoken((at - (story.since ?? at)) / 1000) }),
  held: (data, story) => {
    const to = who(story, data.party);
    return { words: to === CALLER ? "held.caller" : "held.called", to };
  },
  hold_reminded: (data, story) => {
    const holder = who(story, data.party);
    const to = holder === CALLER ? story.caller : holder;
    for (const party of Array.isArray(data.parties) ? data.parties : []) story.parties.set(text(party), to);
    return { words: "hold_reminded", tone: "warn", to };
  },
  picked_up: (data, story) => ({
    words: "picked_up",
    tone: "good",
    by: story.name(data.by),
    to: story.name(data.to),
  }),
  parked: (data, story) => ({ words: "parked", slot: text(data.slot), by: story.name(data.by) }),
  park_recalled: (data, story) => ({
    words: "park_recalled",
    tone: "warn",
    slot: text(data.slot),
    to: story.name(data.to),
  }),
  park_picked_up: (data, story) => ({
    words: "park_picked_up",
    tone: "good",
    slot: text(data.slot),
    by: story.name(data.by),
  }),
  unparked: (data) => ({
    words: `unparked.${text(data.why)}`,
    slot: text(data.slot),
    detail: data.why === "picked_up" || data.why === "recalled",
  }),
  whisper_mode: (data, story) => {
    const on = data.microphone || data.mode === "listen" ? "" : "_silent";
    return { words: `whisper_mode.${text(data.mode)}${on}`, to: story.name(data.agent) };
  },
  whisper_ended: () => ({ words: "whisper_ended" }),
  taken_over: (data, story) => {
    const by = story.name(data.by);
    story.parties.set(text(data.party), by);
    return { words: "taken_over", tone: "good", by };
  },
  call_flipped: (data, story) => {
    const by = story.name(data.by);
    story.parties.set(text(data.party), by);
    return { words: "call_flipped", by };
  },
  resumed: (data, story) => {
    const [to, length] = [who(story, data.party), spoken(Number(data.ms) / 1000)];
    return { words: to === CALLER ? "resumed.caller" : "resumed.called", to, length };
  },
  recorded: (data) => ({
    words: data.message ? "recorded.message" : "recorded.call",
    tone: "voice",
    length: spoken(Number(data.seconds)),
  }),
  recording_started: () => ({ words: "recording_started", detail: true }),
  message_changed: (data) => ({
    words: `message_changed.${data.heard ? "heard" : data.urgent ? "urgent" : "new"}`,
  }),
  message_deleted: () => ({ words: "message_deleted" }),
  message_forwarded: () => ({ words: "message_forwarded" }),
  message_screened: (data) => ({ words: "message_screened", by: text(data.by) }),
  mailbox_opened: (data) => ({ words: "mailbox_opened", name: text(data.name) }),
  mailbox_refused: (data) => ({ words: `mailbox_refused.${text(data.why)}`, tone: "warn" }),
  mailbox_pin_right: () => ({ words: "mailbox_pin_right" }),
  mailbox_greeting_set: () => ({ words: "mailbox_greeting_set" }),
  mailbox_pin_set: () => ({ words: "mailbox_pin_set" }),
  greeting_recorded: (data) => ({
    words: "greeting_recorded",
    tone: "voice",
    name: text(data.name),
    length: spoken(Number(data.seconds)),
  }),
  party_moved: (data, story) => ({
    words: "party_moved",
    to: text(data.caller_name) || story.name(data.caller),
  }),
  party_went: () => ({ words: "party_went", detail: true }),
  party_came: () => ({ words: "party_came", detail: true }),
  told: (data, story) => ({ words: "told", tone: "voice", to: who(story, data.party), said: said(data) }),
  transferred: (data, story) => ({
    words: `transferred.${text(data.manner)}`,
    tone: "good",
    from: story.name(data.by),
    to: story.name(data.to),
  }),
  transfer_consults: (data, story) => ({
    words: "transfer_consults",
    from: story.name(data.by),
    to: story.name(data.to),
  }),
  transfer_refused: (data, story) => ({
    words: "transfer_refused",
    tone: "warn",
    from: story.name(data.by),
    to: story.name(data.to),
    why: text(data.why),
  }),
  transfer_returned: (data, story) => ({
    words: `transfer_returned.${text(data.why)}`,
    tone: "warn",
    to: story.name(data.to),
  }),
  transfer_turned: (data) => ({ words: `transfer_turned.${text(data.to)}` }),
  transfer_taken_back: (data, story) => ({ words: "transfer_taken_back", to: story.name(data.to) }),
  queue_joined: (data) => ({ words: "queue_joined", position: Number(data.position) }),
  queue_offered: (data, story) => {
    const to = story.name(data.to);
    for (const party of Array.isArray(data.parties) ? data.parties : []) story.parties.set(text(party), to);
    return { words: "queue_offered", to };
  },
  queue_answered: (data) => ({
    words: data.waited === null ? "queue_answered.to_call" : "queue_answered.caller",
    length: spoken(Number(data.waited) / 1000),
  }),
  queue_full: () => ({ words: "queue_full", tone: "warn" }),
  queue_left: (data) => ({
    words: `queue_left.${text(data.why)}`,
    tone: data.why === "answered" ? "plain" : "warn",
    length: spoken(Number(data.waited) / 1000),
    detail: data.why === "answered",
  }),
  robot_dialling: (data, story) => ({ words: "robot_dialling", to: story.name(data.number) }),
  robot_client: () => ({ words: "robot_client" }),
  robot_result: (data) => ({ words: `robot_result.${text(data.why)}` }),
  queue_call_back_asked: (data, story) => ({ words: "queue_call_back_asked", to: story.name(data.caller) }),
  conference_joined: (data) => ({ words: "conference_joined", tone: "good", count: Number(data.members) }),
  conference_left: () => ({ words: "conference_left" }),
  music_started: () => ({ words: "music_started", tone: "voice" }),
  music_stopped: () => ({ words: "music_stopped", detail: true }),
  variable_set: (data) => ({
    words: data.scope === "account" ? "variable_set.account" : "variable_set.call",
    name: text(data.name),
    value: text(data.value),
    detail: true,
  }),
  event_emitted: (data) => ({ words: "event_emitted", name: text(data.name) }),
  sms_asked: (data, story) => ({ words: "sms_asked", to: story.name(data.recipient), said: text(data.text) }),
  http_asked: (data) => ({
    words: data.status ? "http_asked.answered" : "http_asked.silent",
    tone: data.status ? "plain" : "warn",
    host: text(data.host),
    status: text(data.status),
    length: spoken(Number(data.ms) / 1000),
  }),
  in_caller_list: (data) => ({ words: "in_caller_list", name: text(data.name), entry: text(data.entry) }),
  caller_list: (data) => ({
    words: `caller_list.${text(data.says)}`,
    tone: data.says === "refused" ? "bad" : "plain",
    name: text(data.name),
  }),
  called_in: (data, story) => ({ words: "called_in", to: story.name(data.extension) }),
  do_not_disturb_switched: (data) => ({
    words: data.on ? "do_not_disturb_switched.on" : "do_not_disturb_switched.off",
  }),
  caller_blocked: (data, story) => ({ words: "caller_blocked", number: story.name(data.number) }),
  outside_chosen: (data, story) => ({
    words: data.withheld ? "outside_chosen.withheld" : "outside_chosen.shown",
    shown: story.name(data.shown),
    trunks: Array.isArray(data.trunks) ? data.trunks.join(", ") : "",
    detail: true,
  }),
  paid_talk_started: () => ({ words: "paid_talk_started", detail: true }),
  paid_talk_ended: (data) => ({
    words: "paid_talk_ended",
    amount: Number(data.amount) / MILLION,
    currency: text(data.currency),
  }),
  money_low: () => ({ words: "money_low", tone: "warn" }),
  money_spent: () => ({ words: "money_spent", tone: "bad" }),
  outside_missed: (data, story) => ({ words: "outside_missed", to: story.name(data.number), detail: true }),
  outside_reached: (data, story) => ({ words: "outside_reached", to: story.name(data.number), detail: true }),
  called_back: () => ({ words: "called_back" }),
  responsible_sought: (data, story) => ({
    words: data.known ? "responsible_sought.known" : "responsible_sought.unknown",
    to: story.name(data.number),
    number: text(data.number),
  }),
  queue_missed: (data) => ({ words: `queue_missed.${text(data.why)}`, tone: "warn" }),
  queue_withdrawn: () => ({ words: "queue_withdrawn", detail: true }),
  queue_served: (data) => ({
    words: "queue_served",
    length: spoken(Number(data.talked) / 1000),
    detail: true,
  }),
  queue_call_back_begun: (data, story) => ({ words: "queue_call_back_begun", to: story.name(data.caller) }),
  queue_call_back_done: (data) => {
    const end = data.again ? "again" : "given_up";
    return { words: `queue_call_back_done.${data.why === "reached" ? "reached" : end}` };
  },
  queue_agent_paused: () => ({ words: "queue_agent_paused", tone: "warn" }),
  conference_recorded: () => ({ words: "conference_recorded", tone: "voice" }),
  conference_locked: (data) => ({ words: `conference_locked.${data.locked ? "locked" : "open"}` }),
  conference_muted: (data) => ({ words: `conference_muted.${data.muted ? "muted" : "unmuted"}` }),
  silent: () => ({ words: "silent", tone: "warn" }),
  tagged: (data) => ({ words: "tagged", tag: text(data.tag) }),
  refused: (data) => ({ words: "refused", tone: "bad", why: text(data.why) }),
  adopted: () => ({ words: "adopted", tone: "warn" }),
  failed: (data) => ({ words: "failed", tone: "bad", code: text(data.code), said: text(data.text) }),
  ended: (data) => ({
    words: data.by === CALLER ? "ended.caller" : "ended.us",
    tone: "plain",
    cause: text(data.cause),
  }),
};

/** The kinds of facts that have words of their own. */
export const KINDS = Object.keys(TELLERS);

/** The story of a call, one line for each of its facts, in the order in which things began. */
export function tell(facts: Fact[], nameOf: NameOf): Line[] {
  const story: Story = { parties: new Map(), caller: "", name: (number) => named(text(number), nameOf) };
  const lines = facts.map(({ seq, at: noted, kind, data }): Line => {
    const teller = TELLERS[kind];
    const told = teller?.(data, story, Date.parse(noted)) ?? { words: "other", kind, detail: true };
    const { words, tone = "plain", said, detail = false, ...values } = told;
    const shown = values as Line["values"];
    // What was played is noted at its end; a reader expects it where it began.
    const at = kind === "played" ? Date.parse(noted) - Number(data.ms) : Date.parse(noted);
    return { seq, at, kind, tone, words: `fact.${words}`, values: shown, said: said || undefined, detail };
  });
  return lines.sort((one, other) => one.at - other.at || one.seq - other.seq);
}
