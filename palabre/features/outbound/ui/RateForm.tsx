import { NumberInput, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { Removing } from "@/kit/Removing";
import type { Choice } from "@/kit/things";
import { useChange } from "@/kit/useChange";
import { Amount } from "./Amount";

const NEW: Shapes["RateNew"] = {
  prefix: "",
  name: "",
  per_minute: "0",
  set_up: "0",
  first_seconds: 60,
  step_seconds: 60,
  service: false,
};
const MOST_SECONDS = 3600;
const ONE = "/api/v1/outbound/rates/{rate_id}";

type Props = { rate: Shapes["RateOut"] | undefined; trunks: Choice[]; close: () => void };

/** One price: where to, how much, and how the time is counted. */
export function RateForm({ rate, trunks, close }: Props) {
  const { t } = useTranslation(["outbound", "kit"]);
  const { shown, change, set, keep, save, busy, trouble } = useChange<Shapes["RateNew"]>({ ...NEW, ...rate });
  const params = { path: { rate_id: rate?.id ?? "" } };
  const send = () =>
    rate
      ? client.PATCH(ONE, { params, body: change })
      : client.POST("/api/v1/outbound/rates", { body: { ...NEW, ...change } });
  const remove = async () => {
    if (await save(() => client.DELETE(ONE, { params }))) close();
  };
  const seconds = (field: "first_seconds" | "step_seconds") => (
    <NumberInput
      label={t(`rates.${field}`)}
      suffix={` ${t("kit:seconds")}`}
      min={1}
      max={MOST_SECONDS}
      allowDecimal={false}
      value={shown[field]}
      onChange={(typed) => typeof typed === "number" && set({ [field]: typed })}
      required
    />
  );
  return (
    <form onSubmit={keep(send, close)} aria-busy={busy}>
      <Stack gap="md">
        <Fields short>
          <TextInput
            label={t("rates.prefix")}
            description={t("rates.prefixAbout")}
            leftSection="+"
            inputMode="numeric"
            pattern="[0-9]{1,15}"
            value={shown.prefix}
            disabled={rate !== undefined}
            onChange={(event) => set({ prefix: event.currentTarget.value })}
            required
            data-autofocus
          />
          <TextInput
            label={t("name")}
            value={shown.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            required
          />
        </Fields>
        <Fields short>
          <Amount
            label={t("rates.perMinute")}
            value={shown.per_minute}
            change={(amount) => set({ per_minute: amount ?? "0" })}
            required
          />
          <Amount
            label={t("rates.setUp")}
            value={shown.set_up}
            change={(amount) => set({ set_up: amount ?? "0" })}
          />
        </Fields>
        <Fields short>
          {seconds("first_seconds")}
          {seconds("step_seconds")}
        </Fields>
        <Switch
          label={t("rates.service")}
          description={t("rates.serviceAbout")}
          checked={shown.service}
          disabled={rate !== undefined}
          onChange={(event) => set({ service: event.currentTarget.checked })}
        />
        <Select
          label={t("rates.whose")}
          placeholder={t("rates.ours")}
          data={trunks}
          value={shown.trunk_id ?? null}
          disabled={rate !== undefined}
          onChange={(trunk_id) => set({ trunk_id })}
          clearable
        />
        <FormFoot busy={busy} trouble={trouble} close={close}>
          {rate && <Removing what={rate.name} about={t("rates.remove")} remove={remove} />}
        </FormFoot>
      </Stack>
    </form>
  );
}
