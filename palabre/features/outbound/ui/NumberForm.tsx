import { NumberInput, Select, Stack, Switch } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useSaving } from "@/kit/useSaving";

const PERMISSIONS = ["none", "local", "mobile", "national", "international"] as const;
const MOST_PREFIX = 9999;

/** How one of the company's numbers may be shown. */
export function NumberForm({ number, close }: { number: Shapes["NumberOut"]; close: () => void }) {
  const { t } = useTranslation("outbound");
  const [change, setChange] = useState<Shapes["NumberChange"]>({});
  const { save, busy, trouble } = useSaving();
  const shown = { ...number, ...change };
  const set = (wanted: Shapes["NumberChange"]) => setChange({ ...change, ...wanted });
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const params = { path: { number_id: number.id } };
    if (await save(() => client.PATCH("/api/v1/numbers/{number_id}", { params, body: change }))) close();
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md">
        <NumberInput
          label={t("numbers.prefix")}
          description={t("numbers.prefixAbout")}
          min={1}
          max={MOST_PREFIX}
          allowDecimal={false}
          hideControls
          value={shown.prefix ?? ""}
          onChange={(typed) => set({ prefix: typeof typed === "number" ? typed : null })}
          data-autofocus
        />
        <Select
          label={t("rule.permission")}
          description={t("numbers.permissionAbout")}
          data={PERMISSIONS.map((value) => ({ value, label: t(`permission.${value}`) }))}
          value={shown.permission}
          allowDeselect={false}
          onChange={(permission) => set({ permission: permission as typeof shown.permission })}
        />
        <Switch
          label={t("numbers.by_region")}
          description={t("numbers.regionAbout")}
          checked={shown.by_region}
          onChange={(event) => set({ by_region: event.currentTarget.checked })}
        />
        <Switch
          label={t("numbers.carousel")}
          description={t("numbers.carouselAbout")}
          checked={shown.carousel}
          onChange={(event) => set({ carousel: event.currentTarget.checked })}
        />
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}
