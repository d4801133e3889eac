import { Checkbox, Group, NumberInput, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { Editable } from "@/kit/Editable";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { Removing } from "@/kit/Removing";
import { useChange } from "@/kit/useChange";
import { useMay } from "@/kit/useMay";
import { type Extension, useDepartments } from "./around";

const LEAST_SECONDS = 5;
const MOST_SECONDS = 120;
const MOST_CALLS = 10;
const DAYS = 30;
const MOST_DAYS = 365;

type Change = Shapes["ExtensionChange"];

/** What an extension is called, and how it rings; only what was touched is sent. */
export function Settings({ extension, close }: { extension: Extension; close: () => void }) {
  const { t } = useTranslation("extensions");
  const [announced, setAnnounced] = useState(false);
  const [days, setDays] = useState(DAYS);
  const departments = useDepartments();
  const may = useMay();
  const { shown, change, set, keep, save, busy, trouble } = useChange<Extension, Change>(extension);
  const params = { path: { extension_id: extension.id } };
  const send = async () => {
    const { number, ...rest } = change;
    const moved = announced && number && extension.number;
    if (moved) {
      const body = { to: number, announce_days: days };
      const path = { path: { short_number: moved } };
      await client.POST("/api/v1/short-numbers/{short_number}/move", { params: path, body });
    }
    await client.PATCH("/api/v1/extensions/{extension_id}", { params, body: moved ? rest : change });
  };
  const remove = async () => {
    if (await save(() => client.DELETE("/api/v1/extensions/{extension_id}", { params }))) close();
  };
  return (
    <Editable keep={keep(send, close)} busy={busy}>
      <Stack gap="md">
        <Fields short>
          <TextInput
            label={t("column.name")}
            value={shown.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            required
          />
          <TextInput
            label={t("column.number")}
            inputMode="numeric"
            value={shown.number ?? ""}
            onChange={(event) => set({ number: event.currentTarget.value })}
            required
          />
        </Fields>
        {shown.number !== extension.number && (
          <Group align="flex-end">
            <Checkbox
              flex="1 1 240px"
              label={t("moving.announce", { old: extension.number })}
              description={t("moving.about")}
              checked={announced}
              onChange={(event) => setAnnounced(event.currentTarget.checked)}
            />
            <NumberInput
              w={130}
              aria-label={t("moving.days")}
              suffix={` ${t("moving.days")}`}
              min={1}
              max={MOST_DAYS}
              allowDecimal={false}
              disabled={!announced}
              value={days}
              onChange={(typed) => typeof typed === "number" && setDays(typed)}
            />
          </Group>
        )}
        {extension.kind !== "internal" && (
          <TextInput
            label={t("form.outside")}
            value={shown.outside ?? ""}
            onChange={(event) => set({ outside: event.currentTarget.value })}
            required
          />
        )}
        <Select
          label={t("column.department")}
          placeholder={t("form.noDepartment")}
          data={departments.map(({ id, name: label }) => ({ value: id, label }))}
          value={shown.group_id}
          onChange={(group_id) => set({ group_id })}
          clearable
        />
        <Seconds
          label={t("form.rings")}
          value={shown.ring_seconds}
          change={(ring_seconds) => set({ ring_seconds })}
        />
        <Switch
          label={t("form.disturb")}
          description={t("form.disturbAbout")}
          checked={shown.do_not_disturb}
          onChange={(event) => set({ do_not_disturb: event.currentTarget.checked })}
        />
        <Switch
          label={t("form.waiting")}
          description={t("form.waitingAbout")}
          checked={shown.call_waiting}
          onChange={(event) => set({ call_waiting: event.currentTarget.checked })}
        />
        {shown.call_waiting && (
          <NumberInput
            label={t("form.callsAtOnce")}
            min={1}
            max={MOST_CALLS}
            clampBehavior="strict"
            allowDecimal={false}
            value={shown.calls_at_once}
            onChange={(value) => typeof value === "number" && set({ calls_at_once: value })}
            required
          />
        )}
        <Select
          label={t("pickup.name")}
          description={t("pickup.about")}
          placeholder={t("pickup.group")}
          data={(["yes", "no"] as const).map((value) => ({ value, label: t(`pickup.${value}`) }))}
          value={shown.may_be_picked_up === null ? null : shown.may_be_picked_up ? "yes" : "no"}
          onChange={(value) => set({ may_be_picked_up: value === null ? null : value === "yes" })}
          clearable
        />
        {may.edit && (
          <FormFoot busy={busy} trouble={trouble} close={close}>
            <Removing what={extension.name} about={t("remove.extension")} remove={remove} />
          </FormFoot>
        )}
      </Stack>
    </Editable>
  );
}

type SecondsProps = { label: string; value: number; change: (seconds: number) => void };

function Seconds({ label, value, change }: SecondsProps) {
  const { t } = useTranslation("extensions");
  return (
    <NumberInput
      label={label}
      suffix={` ${t("seconds")}`}
      min={LEAST_SECONDS}
      max={MOST_SECONDS}
      allowDecimal={false}
      value={value}
      onChange={(typed) => typeof typed === "number" && change(typed)}
      required
    />
  );
}
