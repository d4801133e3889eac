import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import facts from "../../../calls/facts.py?raw";
import { sentence } from "./sentence";
import { type Fact, KINDS, tell } from "./tell";
import { en } from "./words.en";
import { fr } from "./words.fr";

const SOURCES = import.meta.glob<string>("../../../features/**/*.py", {
  query: "?raw",
  import: "default",
  eager: true,
});
/** How kinds begin that belong to no call. */
const BESIDE_CALLS = "agent_";
const LANGUAGES = ["fr", "en"] as const;
const AT = "2026-03-02T10:00:00Z";
const STARTED = {
  party: "in",
  direction: "inbound",
  caller: "+2250701020304",
  caller_name: "",
  dialled: "101",
};
const DIALLED = { to: "101", parties: ["desk", "mobile"] };

/** Each kind of fact, in each form that it takes. */
const STORY: [string, Fact["data"]][] = [
  ["started", STARTED],
  ["started", { ...STARTED, direction: "internal" }],
  ["started", { ...STARTED, direction: "outbound" }],
  ["started", { ...STARTED, caller: "" }],
  ["answered", {}],
  ["step_entered", { flow: "scenario:7:1", step: "accueil", type: "menu" }],
  ["step_entered", { flow: "extension:7", step: "start", type: "dial_extension" }],
  ["step_left", { step: "accueil", exit: "1" }],
  ["step_left", { step: "accueil", exit: "no_key" }],
  ["step_left", { step: "accueil", exit: "extension:7" }],
  ["step_left", { step: "accueil", exit: null }],
  ["played", { said: ["Bonjour."], ms: 1000, cut: false }],
  ["played", { said: ["Bonjour."], ms: 1000, cut: true }],
  ["played", { said: ["beep"], ms: 400, cut: false }],
  ["key_pressed", { key: "1" }],
  ["dialled", { to: "101", parties: [] }],
  ["dialled", { to: "101", parties: ["desk"] }],
  ["dialled", DIALLED],
  ["rang", { party: "desk" }],
  ["ringing_heard", {}],
  ["party_answered", { party: "desk" }],
  ["party_left", { party: "in", cause: 16, sip: 0 }],
  ["party_left", { party: "mobile", cause: 26, sip: 0 }],
  ["party_left", { party: "desk", cause: 17, sip: 486 }],
  ["party_left", { party: "desk", cause: 99, sip: 0 }],
  ["dial_missed", { to: "101", result: "busy" }],
  ["dial_missed", { to: "101", result: "rejected" }],
  ["dial_missed", { to: "101", result: "no_answer" }],
  ["dial_missed", { to: "101", result: "unavailable" }],
  ["dial_missed", { to: "101", result: "busy", why: "do_not_disturb" }],
  ["dial_missed", { to: "101", result: "busy", why: "on_a_call" }],
  ["accept_asked", { party: "mobile" }],
  ["not_accepted", { party: "mobile", cause: 19 }],
  ["number_refused", { to: "+2250701020304", sip: 403, shown: "+33142685300", instead: "+2252720001000" }],
  ["forwarded", { number: "101", why: "always", to: ["102", "+2250701020304"] }],
  ["forwarded", { number: "101", why: "busy", to: ["102", "+2250701020304"] }],
  ["forwarded", { number: "101", why: "no_answer", to: ["102", "+2250701020304"] }],
  ["forwarded", { number: "101", why: "unavailable", to: ["102", "+2250701020304"] }],
  ["forward_set", { extension: "e", why: "always" }],
  ["forward_set", { extension: "e", why: "busy" }],
  ["forward_set", { extension: "e", why: "no_answer" }],
  ["forward_set", { extension: "e", why: "unavailable" }],
  ["forward_shown", { to: "+2250701020304", shown: "+2252720001000" }],
  ["forward_skipped", { to: "+2250701020304", code: "no_trunk" }],
  ["forward_came_back", { number: "101", why: "busy", result: "busy" }],
  ["forward_looped", { number: "101", why: "always", loop: "circle" }],
  ["forward_lifted", { extension: "e", kinds: ["always"] }],
  ["talk_started", { bridge: "b", party: "desk", with: "101" }],
  ["held", { party: "desk" }],
  ["hold_reminded", { party: "desk", parties: ["again"] }],
  ["resumed", { party: "desk", ms: 5000 }],
  ["held", { party: "in" }],
  ["resumed", { party: "in", ms: 5000 }],
  ["parked", { slot: "701", by: "101" }],
  ["park_recalled", { slot: "701", to: "101" }],
  ["park_picked_up", { slot: "701", by: "102" }],
  ...["picked_up", "recalled", "given_up", "hung_up", "led_away"].map((why): (typeof STORY)[number] => [
    "unparked",
    { slot: "701", why },
  ]),
  ["picked_up", { by: "103", to: "101" }],
  ...["listen", "whisper", "barge", "take_over"].flatMap((mode): [string, Record<string, unknown>][] => [
    ["whisper_mode", { mode, microphone: true, agent: "101", listened: "c", parties: [] }],
    ["whisper_mode", { mode, microphone: mode === "take_over", agent: "101", listened: "c", parties: [] }],
  ]),
  ["whisper_ended", {}],
  ["taken_over", { by: "104", party: "s", agent: "desk" }],
  ["call_flipped", { by: "101", party: "mobile", before: "desk" }],
  ["talk_ended", { party: "desk" }],
  ["recorded", { seconds: 12, message: "m" }],
  ["recorded", { seconds: 12 }],
  ["recording_started", { recording: "r" }],
  ["message_changed", { heard: true, urgent: true }],
  ["message_changed", { heard: false, urgent: true }],
  ["message_changed", { heard: false, urgent: false }],
  ["message_deleted", { message: "m" }],
  ["message_forwarded", { message: "m" }],
  ["message_screened", { by: "Awa" }],
  ["mailbox_opened", { name: "Accueil" }],
  ["mailbox_refused", { why: "wrong_pin" }],
  ["mailbox_refused", { why: "locked" }],
  ["mailbox_pin_right", {}],
  ["mailbox_refused", { why: "no_pin" }],
  ["mailbox_refused", { why: "unknown" }],
  ["mailbox_greeting_set", { which: "busy" }],
  ["mailbox_pin_set", {}],
  ["greeting_recorded", { name: "Enregistrement du 02/03/2026 (101)", seconds: 12 }],
  ["party_moved", { party: "desk", before: "in", caller: "101", caller_name: "Anna" }],
  ["party_went", { party: "desk", call: "c" }],
  ["party_came", { party: "desk", call: "c" }],
  ["told", { party: "desk", said: ["Le numéro n’est pas attribué."] }],
  ["transferred", { by: "101", to: "103", manner: "blind", how: "keys" }],
  ["transferred", { by: "101", to: "103", manner: "attended", how: "phone" }],
  ["transferred", { by: "101", to: "103", manner: "semi_attended", how: "api" }],
  ["transfer_consults", { by: "101", to: "103", call: "c" }],
  ["transfer_refused", { by: "101", to: "999", why: "number_unknown" }],
  ["transfer_returned", { to: "101", why: "busy" }],
  ["transfer_returned", { to: "101", why: "no_answer" }],
  ["transfer_returned", { to: "101", why: "unavailable" }],
  ["transfer_returned", { to: "101", why: "full" }],
  ["transfer_returned", { to: "101", why: "no_agent" }],
  ["transfer_returned", { to: "101", why: "refused" }],
  ["transfer_returned", { to: "101", why: "failed" }],
  ["transfer_returned", { to: "101", why: "left" }],
  ["transfer_returned", { to: "101", why: "taken_back" }],
  ["transfer_turned", { to: "target" }],
  ["transfer_turned", { to: "other" }],
  ["transfer_turned", { to: "all" }],
  ["transfer_taken_back", { to: "101" }],
  ["queue_joined", { queue: "q", position: 2 }],
  ["queue_offered", { to: "101", parties: ["desk"] }],
  ["queue_answered", { waited: 4000 }],
  ["queue_answered", { waited: null }],
  ["queue_full", { queue: "q" }],
  ["queue_left", { why: "answered", waited: 4000 }],
  ["queue_left", { why: "abandoned", waited: 4000 }],
  ["queue_left", { why: "timeout", waited: 4000 }],
  ["queue_left", { why: "no_agent", waited: 0 }],
  ["queue_left", { why: "key", waited: 4000 }],
  ["queue_left", { why: "call_back", waited: 4000 }],
  ["queue_left", { why: "led_away", waited: 4000 }],
  ["queue_left", { why: "picked_up", waited: 4000 }],
  ["robot_dialling", { entry: "e", claim: "c", number: "+2250701020304" }],
  ["robot_client", { entry: "e", claim: "c" }],
  ["robot_result", { why: "reached" }],
  ["robot_result", { why: "busy" }],
  ["robot_result", { why: "no_answer" }],
  ["robot_result", { why: "unavailable" }],
  ["robot_result", { why: "failed" }],
  ["robot_result", { why: "forbidden" }],
  ["robot_result", { why: "talking" }],
  ["robot_result", { why: "operator_left" }],
  ["robot_result", { why: "no_operator" }],
  ["queue_call_back_asked", { caller: "+2250701020304" }],
  ["conference_joined", { members: 1 }],
  ["conference_joined", { members: 3 }],
  ["conference_left", {}],
  ["music_started", { said: ["Attente"] }],
  ["music_stopped", {}],
  ["variable_set", { name: "points", value: 5, scope: "call" }],
  ["variable_set", { name: "fermé", value: true, scope: "account" }],
  ["question_answered", { answer: "1234" }],
  ["language_chosen", { language: "fr" }],
  ["schedule_overridden", { state: "closed", by: "Awa Koné" }],
  ["schedule_overridden", { state: "open", by: "Yao" }],
  ["schedule_overridden", { state: "scheduled", by: "Awa Koné" }],
  ["event_emitted", { name: "client.appelle", variables: {} }],
  ["sms_asked", { recipient: "+2250701020304", text: "Merci." }],
  ["http_asked", { host: "crm.example", method: "GET", ms: 120, status: 200, set: [], missing: [] }],
  ["http_asked", { host: "crm.example", method: "GET", ms: 5000 }],
  ["in_caller_list", { list: "l", name: "Clients", entry: "+22507*" }],
  ["caller_list", { says: "refused", name: "Indésirables", entry: "+22507*" }],
  ["caller_list", { says: "passed", name: "Clients", entry: "+22507*" }],
  ["called_in", { extension: "101" }],
  ["do_not_disturb_switched", { extension: "e", on: true }],
  ["do_not_disturb_switched", { extension: "e", on: false }],
  ["caller_blocked", { extension: "e", number: "+2250701020304" }],
  ["outside_chosen", { shown: "+2252720001000", trunks: ["Orange"], withheld: false }],
  ["outside_chosen", { shown: "+2252720001000", trunks: ["Orange"], withheld: true }],
  ["paid_talk_started", { party: "desk" }],
  ["paid_talk_ended", { party: "desk", amount: 12_500_000, currency: "XOF" }],
  ["money_low", { seconds: 30 }],
  ["money_spent", { party: "desk" }],
  ["outside_missed", { number: "+2250701020304" }],
  ["outside_reached", { number: "+2250701020304" }],
  ["called_back", { extension: "e" }],
  ["responsible_sought", { number: "101", known: true }],
  ["responsible_sought", { number: "", known: false }],
  ["queue_missed", { why: "no_answer" }],
  ["queue_missed", { why: "busy" }],
  ["queue_missed", { why: "rejected" }],
  ["queue_missed", { why: "unavailable" }],
  ["queue_missed", { why: "not_accepted" }],
  ["queue_withdrawn", { agent: "a" }],
  ["queue_served", { talked: 60000 }],
  ["queue_call_back_begun", { caller: "+2250701020304" }],
  ["queue_call_back_done", { why: "reached", again: false }],
  ["queue_call_back_done", { why: "no_answer", again: true }],
  ["queue_call_back_done", { why: "no_answer", again: false }],
  ["queue_agent_paused", { reason: "missed" }],
  ["conference_recorded", { file: "f" }],
  ["conference_locked", { locked: true }],
  ["conference_locked", { locked: false }],
  ["conference_muted", { muted: true }],
  ["conference_muted", { muted: false }],
  ["silent", { code: "audio_silent" }],
  ["tagged", { tag: "Réclamation" }],
  ["refused", { why: "number_unknown" }],
  ["adopted", {}],
  ["failed", { code: "switch_refused", text: "The switch refused: it." }],
  ["ended", { cause: 16, by: "caller" }],
  ["ended", { cause: 41, by: "us" }],
  ["something_new", {}],
];

beforeAll(async () => {
  const resources = { fr: { translation: fr }, en: { translation: en } };
  await i18next.init({ lng: "fr", resources, interpolation: { escapeValue: false } });
});

const lines = (story = STORY) =>
  tell(
    story.map(([kind, data], index) => ({ seq: index + 1, at: AT, kind, data })),
    (number) => (number === "101" ? "Awa Koné" : undefined),
  );

test("every kind of fact has words", () => {
  const kinds = [...facts.matchAll(/^ {4}[A-Z_]+ = "(\w+)"$/gm)].map(([, kind]) => kind);
  expect(kinds.length).toBeGreaterThan(10);
  expect(KINDS).toEqual(expect.arrayContaining(kinds));
  expect(new Set(STORY.map(([kind]) => kind))).toEqual(new Set([...KINDS, "something_new"]));
});

/** The kinds that features note, by their names in the sources. */
function noted(): string[] {
  const named = Object.entries(SOURCES).filter(([path]) => !path.includes("/tests/"));
  return named.flatMap(([path, source]) => {
    const beside = SOURCES[path.replace(/[^/]+$/, "facts.py")] ?? "";
    return [...source.matchAll(/note\(\s*(?:"(\w+)"|(?:facts\.)?([A-Z_]+),)/g)].map(([, kind, name]) => {
      const given = new RegExp(`^${name} = "(\\w+)"$`, "m");
      return kind ?? (given.exec(source) ?? given.exec(beside))?.[1] ?? `${path}: ${name}`;
    });
  });
}

test("every kind of fact that a feature notes has words", () => {
  const kinds = noted().filter((kind) => !kind.startsWith(BESIDE_CALLS));
  expect(kinds).toContain("queue_missed");
  expect(kinds.filter((kind) => !KINDS.includes(kind))).toEqual([]);
});

test.each(LANGUAGES)("every kind of step has a name in %s", (language) => {
  const types = Object.values(SOURCES).flatMap((source) =>
    [...source.matchAll(/^ {4}type: ClassVar\[str\] = "(\w+)"$/gm)].map(([, type]) => type ?? ""),
  );
  expect(types).toContain("menu");
  const words: Record<string, string> = { fr, en }[language].type;
  expect(types.filter((type) => !words[type])).toEqual([]);
});

test.each(LANGUAGES)("every fact is a whole sentence in %s", (language) => {
  const told = lines().map((line) => sentence(line, i18next.getFixedT(language)));
  const whole = /^(\p{L}|\+|“)[^{}]*[.:]$/u;
  expect(told.filter((each) => !whole.test(each) || /fact\.|undefined|\bNaN\b/.test(each))).toEqual([]);
});

test("a story reads well", () => {
  const chosen: [string, Fact["data"]][] = [
    ["started", STARTED],
    ["dialled", DIALLED],
    ["party_left", { party: "mobile", cause: 17, sip: 486 }],
    ["talk_started", { bridge: "b", party: "desk", with: "101" }],
    ["party_left", { party: "desk", cause: 16, sip: 0 }],
    ["ended", { cause: 16, by: "us" }],
  ];
  const told = lines(chosen).map((line) => sentence(line, i18next.getFixedT("fr")).replaceAll("\u00a0", " "));
  expect(told).toEqual([
    "+225 07 01 02 03 04 appelle Awa Koné (101).",
    "Appel vers Awa Koné (101) : 2 téléphones à la fois.",
    "Awa Koné (101) : un téléphone quitte l’appel (occupé, SIP 486).",
    "Conversation avec Awa Koné (101).",
    "Awa Koné (101) raccroche.",
    "L’appel se termine (fin normale).",
  ]);
});

test("what was played stands where it began", () => {
  const noted = [
    { seq: 1, at: AT, kind: "key_pressed", data: { key: "1" } },
    { seq: 2, at: AT, kind: "played", data: { said: ["Bonjour."], ms: 4000, cut: true } },
  ];
  expect(tell(noted, () => undefined).map((line) => line.kind)).toEqual(["played", "key_pressed"]);
});
