import { Button, Fieldset, Group, NumberInput, Select, Stack, Text, TextInput, Title } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import panel from "@/kit/Panel.module.css";
import { Sorry } from "@/kit/Sorry";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Waiting } from "@/kit/Waiting";
import { Wrong } from "@/kit/Wrong";
import { Amount } from "./Amount";

const CHOICES = ["ordered", "least_cost"] as const;
const MOST_HOURS = 72;
const MOST_CALLS = 10_000;

/** What holds for all calls outside of the company together. */
export function AccountSettings() {
  const { t } = useTranslation("outbound");
  const name = useId();
  const found = api.useQuery("get", "/api/v1/outbound/settings");
  return (
    <section className={panel.panel} aria-labelledby={name}>
      <Stack p={20} gap="md">
        <div>
          <Title order={2} size="h5" id={name}>
            {t("settings.title")}
          </Title>
          <Text size="sm" c="dimmed">
            {t("settings.about")}
          </Text>
        </div>
        {found.data && <Form settings={found.data} />}
        {found.isPending && <Waiting rows={3} />}
        {!found.data && found.error && <Sorry error={found.error} again={found.refetch} />}
      </Stack>
    </section>
  );
}

function Form({ settings }: { settings: Shapes["OutgoingSettingsOut"] }) {
  const { t } = useTranslation(["outbound", "kit"]);
  const [change, setChange] = useState<Shapes["OutgoingSettingsChange"]>({});
  const { save, busy, trouble } = useSaving();
  const may = useMay();
  const shown = { ...settings, ...change };
  const set = (wanted: Shapes["OutgoingSettingsChange"]) => setChange({ ...change, ...wanted });
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => client.PATCH("/api/v1/outbound/settings", { body: change }))) setChange({});
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Fieldset variant="unstyled" m={0} p={0} disabled={!may.edit}>
        <Stack gap="md">
          <Group grow align="flex-start">
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
          </Group>
          <Group grow align="flex-start">
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
          </Group>
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
          <Wrong trouble={trouble} />
          {may.edit && (
            <div>
              <Button type="submit" loading={busy} disabled={!Object.keys(change).length}>
                {t("kit:save")}
              </Button>
            </div>
          )}
        </Stack>
      </Fieldset>
    </form>
  );
}
