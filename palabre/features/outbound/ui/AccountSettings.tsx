import { NumberInput, Select, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Card } from "@/kit/Card";
import { Editable } from "@/kit/Editable";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { useChange } from "@/kit/useChange";
import { useMay } from "@/kit/useMay";
import { Amount } from "./Amount";

const CHOICES = ["ordered", "least_cost"] as const;
const MOST_HOURS = 72;
const MOST_CALLS = 10_000;

/** What holds for all calls outside of the company together. */
export function AccountSettings() {
  const { t } = useTranslation("outbound");
  const found = api.useQuery("get", "/api/v1/outbound/settings");
  return (
    <Card title={t("settings.title")} about={t("settings.about")} query={found}>
      {found.data && <Form settings={found.data} />}
    </Card>
  );
}

function Form({ settings }: { settings: Shapes["OutgoingSettingsOut"] }) {
  const { t } = useTranslation("outbound");
  const may = useMay();
  const form = useChange<typeof settings, Shapes["OutgoingSettingsChange"]>(settings);
  const { shown, set, busy, trouble, kept, undo } = form;
  const send = () => client.PATCH("/api/v1/outbound/settings", { body: form.change });
  return (
    <Editable keep={form.keep(send)} busy={busy}>
      <Stack gap="md">
        <Fields short>
          <Amount
            label={t("settings.daily")}
            placeholder={t("settings.noLimit")}
            value={shown.daily_limit}
            change={(daily_limit) => set({ daily_limit })}
          />
          <Amount
            label={t("settings.monthly")}
            placeholder={t("settings.noLimit")}
            value={shown.monthly_limit}
            change={(monthly_limit) => set({ monthly_limit })}
          />
        </Fields>
        <Fields short>
          <NumberInput
            label={t("settings.mostCalls")}
            placeholder={t("settings.noLimit")}
            min={1}
            max={MOST_CALLS}
            allowDecimal={false}
            value={shown.most_calls ?? ""}
            onChange={(typed) => set({ most_calls: typeof typed === "number" ? typed : null })}
          />
          <TextInput
            label={t("settings.currency")}
            placeholder={t("settings.ofCountry")}
            pattern="[A-Z]{3}"
            maxLength={3}
            value={shown.currency ?? ""}
            onChange={(event) => set({ currency: event.currentTarget.value.toUpperCase() || null })}
          />
        </Fields>
        <Select
          label={t("settings.trunks")}
          data={CHOICES.map((value) => ({ value, label: t(`trunks.${value}`) }))}
          value={shown.trunk_choice}
          allowDeselect={false}
          onChange={(choice) => set({ trunk_choice: choice as typeof shown.trunk_choice })}
        />
        <NumberInput
          label={t("settings.callBack")}
          description={t("settings.callBackAbout")}
          suffix=" h"
          min={0}
          max={MOST_HOURS}
          allowDecimal={false}
          value={shown.call_back_hours}
          onChange={(typed) => typeof typed === "number" && set({ call_back_hours: typed })}
        />
        {may.edit && <FormFoot busy={busy} trouble={trouble} kept={kept} close={undo} />}
      </Stack>
    </Editable>
  );
}
