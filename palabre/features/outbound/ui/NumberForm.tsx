import { NumberInput, Select, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useChange } from "@/kit/useChange";

const PERMISSIONS = ["none", "local", "mobile", "national", "international"] as const;
const MOST_PREFIX = 9999;

/** How one of the company's numbers may be shown. */
export function NumberForm({ number, close }: { number: Shapes["NumberOut"]; close: () => void }) {
  const { t } = useTranslation("outbound");
  const form = useChange<Shapes["NumberOut"], Shapes["NumberChange"]>(number);
  const { shown, set, busy, trouble } = form;
  const params = { path: { number_id: number.id } };
  const send = () => client.PATCH("/api/v1/numbers/{number_id}", { params, body: form.change });
  return (
    <form onSubmit={form.keep(send, close)} aria-busy={busy}>
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
