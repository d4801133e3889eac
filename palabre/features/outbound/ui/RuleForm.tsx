import { Select, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Editable } from "@/kit/Editable";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { Loaded } from "@/kit/Loaded";
import { useChange } from "@/kit/useChange";
import { useMay } from "@/kit/useMay";
import { Amount } from "./Amount";
import { type Place, type Rule, setRule, useRule } from "./ruleAt";
import { useShowable } from "./showable";

const CHOICES = ["default", "region", "carousel"] as const;
const PERMISSIONS = ["none", "local", "mobile", "national", "international"] as const;
const BOTH = ["yes", "no"] as const;

/** The rule of one place, to be read and changed. */
export function RuleAt({ place }: { place: Place }) {
  const found = useRule(place);
  return (
    <Loaded query={found} rows={3}>
      {(rule) => <Form place={place} rule={rule} />}
    </Loaded>
  );
}

function Form({ place, rule }: { place: Place; rule: Rule }) {
  const { t } = useTranslation("outbound");
  const { own, all } = useShowable();
  const may = useMay();
  const { shown, set, keep, kept, undo, busy, trouble } = useChange<Rule>(rule);
  const otherwise = t(place.kind === "account" ? "rule.usual" : "rule.wider");
  const yesNo = (field: "withheld" | "premium" | "satellite" | "services") => (
    <Select
      label={t(`rule.${field}`)}
      placeholder={otherwise}
      data={BOTH.map((value) => ({ value, label: t(`rule.${value}`) }))}
      value={shown[field] == null ? null : shown[field] ? "yes" : "no"}
      onChange={(value) => set({ [field]: value === null ? null : value === "yes" })}
      clearable
    />
  );
  return (
    <Editable keep={keep(() => setRule(place, shown))} busy={busy}>
      <Stack gap="md">
        <Fields short>
          <Select
            label={t("rule.number")}
            placeholder={otherwise}
            data={all}
            value={shown.number_id ?? shown.verified_number_id ?? null}
            onChange={(id) => {
              const mine = own.some(({ value }) => value === id);
              set({ number_id: mine ? id : null, verified_number_id: mine ? null : id });
            }}
            clearable
            searchable
          />
          <Select
            label={t("rule.choice")}
            placeholder={otherwise}
            data={CHOICES.map((value) => ({ value, label: t(`choice.${value}`) }))}
            value={shown.choice ?? null}
            onChange={(choice) => set({ choice: choice as Rule["choice"] })}
            clearable
          />
        </Fields>
        <Fields short>
          <Select
            label={t("rule.permission")}
            placeholder={otherwise}
            data={PERMISSIONS.map((value) => ({ value, label: t(`permission.${value}`) }))}
            value={shown.permission ?? null}
            onChange={(permission) => set({ permission: permission as Rule["permission"] })}
            clearable
          />
          {yesNo("withheld")}
        </Fields>
        <Fields short>
          {yesNo("premium")}
          {yesNo("satellite")}
          {yesNo("services")}
        </Fields>
        <Fields short>
          <Amount
            label={t("rule.daily")}
            description={t("rule.limitAbout")}
            placeholder={otherwise}
            value={shown.daily_limit}
            change={(daily_limit) => set({ daily_limit })}
          />
          <Amount
            label={t("rule.monthly")}
            description={t("rule.limitAbout")}
            placeholder={otherwise}
            value={shown.monthly_limit}
            change={(monthly_limit) => set({ monthly_limit })}
          />
        </Fields>
        <Fields short>
          <Select
            label={t("rule.emergency")}
            placeholder={otherwise}
            data={own}
            value={shown.emergency_number_id ?? null}
            onChange={(emergency_number_id) => set({ emergency_number_id })}
            clearable
          />
          <TextInput
            label={t("rule.location")}
            placeholder={otherwise}
            value={shown.location ?? ""}
            onChange={(event) => set({ location: event.currentTarget.value || null })}
          />
        </Fields>
        {may.edit && <FormFoot busy={busy} trouble={trouble} kept={kept} close={undo} />}
      </Stack>
    </Editable>
  );
}
