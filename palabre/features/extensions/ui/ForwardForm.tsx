import { Checkbox, NumberInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { useSaving } from "@/kit/useSaving";
import { leadsTo, type Rule } from "./around";

const SHOWN = ["caller", "mine", "company"] as const;
const MOST_SECONDS = 600;
const RINGS = 25;

type Target = Shapes["ForwardTargetIn"];
type Props = { extension: string; kind: Rule["kind"]; rule?: Rule; close: () => void };

/** Makes or changes a rule: its first target; those after it stay as they are. */
export function ForwardForm({ extension, kind, rule, close }: Props) {
  const { t } = useTranslation("extensions");
  const first = rule?.targets[0];
  const [to, setTo] = useState<string>();
  const [rings, setRings] = useState(first?.seconds ?? RINGS);
  const [press, setPress] = useState(first?.press_to_accept ?? true);
  const [after, setAfter] = useState(rule?.ring_seconds ?? null);
  const [shown, setShown] = useState<Rule["shown"]>(rule?.shown ?? "caller");
  const { save, busy, trouble } = useSaving();
  const typed = to ?? first?.to ?? first?.name ?? "";
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const where = to === undefined && first ? same(first) : { to: typed };
    const target: Target = { ...where, seconds: rings, press_to_accept: press };
    const targets = [target, ...(rule?.targets.slice(1).map(kept) ?? [])];
    const body = { targets, shown, ring_seconds: after };
    const path = { extension_id: extension };
    const fixed = { kind, enabled: true, position: 0, together: false, with_phones: false };
    const anybody = { schedule_state: "open", callers_are: "in" } as const;
    const done = await save(() =>
      rule
        ? client.PATCH("/api/v1/extensions/{extension_id}/forwarding/{forward_id}", {
            params: { path: { ...path, forward_id: rule.id } },
            body,
          })
        : client.POST("/api/v1/extensions/{extension_id}/forwarding", {
            params: { path },
            body: { ...fixed, ...anybody, ...body, callers: [] },
          }),
    );
    if (done) close();
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="sm">
        <TextInput
          label={t("forward.to")}
          description={t("forward.toAbout")}
          value={typed}
          onChange={(event) => setTo(event.currentTarget.value)}
          required
          data-autofocus
        />
        {rule && rule.targets.length > 1 && (
          <Text size="sm" c="dimmed">
            {t(rule.together ? "forward.together" : "forward.afterwards", {
              to: leadsTo(rule).slice(1).join(", "),
            })}
          </Text>
        )}
        <Fields short>
          {kind === "no_answer" && (
            <Seconds
              label={t("forward.ringsHere")}
              placeholder={t("forward.asExtension")}
              value={after}
              change={setAfter}
            />
          )}
          <Seconds
            label={t("forward.ringsThere")}
            value={rings}
            change={(seconds) => setRings(seconds ?? RINGS)}
          />
        </Fields>
        <Select
          label={t("forward.shows")}
          data={SHOWN.map((value) => ({ value, label: t(`forward.shown.${value}`) }))}
          value={shown}
          allowDeselect={false}
          onChange={(value) => setShown(value as Rule["shown"])}
        />
        <Checkbox
          label={t("forward.press")}
          description={t("forward.pressAbout")}
          checked={press}
          onChange={(event) => setPress(event.currentTarget.checked)}
        />
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}

type SecondsProps = {
  label: string;
  placeholder?: string;
  value: number | null;
  change: (seconds: number | null) => void;
};

function Seconds({ label, placeholder, value, change }: SecondsProps) {
  const { t } = useTranslation("extensions");
  return (
    <NumberInput
      label={label}
      placeholder={placeholder}
      suffix={` ${t("seconds")}`}
      min={1}
      max={MOST_SECONDS}
      allowDecimal={false}
      value={value ?? ""}
      onChange={(typed) => change(typeof typed === "number" ? typed : null)}
    />
  );
}

/** The same target once more, by its id where it is a thing of the company. */
function same({ target_id, to }: Shapes["ForwardTargetOut"]): Pick<Target, "target_id" | "to"> {
  return target_id ? { target_id } : { to };
}

function kept(target: Shapes["ForwardTargetOut"]): Target {
  return { ...same(target), seconds: target.seconds, press_to_accept: target.press_to_accept };
}
