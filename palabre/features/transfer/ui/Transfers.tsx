import { Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Card } from "@/kit/Card";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const SWITCHES = ["by_keys", "shows_caller"] as const;

/** How calls are transferred. */
export function Transfers() {
  const { t } = useTranslation("transfer");
  const found = api.useQuery("get", "/api/v1/transfer-settings");
  const may = useMay();
  const { save, busy, trouble } = useSaving();
  const set = (body: Shapes["TransferSettingsChange"]) =>
    void save(() => client.PATCH("/api/v1/transfer-settings", { body }));
  return (
    <Card title={t("title")} about={t("about")} query={found}>
      <Stack gap="md" aria-busy={busy}>
        {SWITCHES.map((each) => (
          <Switch
            key={each}
            label={t(`${each}.name`)}
            description={t(`${each}.about`)}
            checked={found.data?.[each] ?? false}
            disabled={!may.edit}
            onChange={(event) => set({ [each]: event.currentTarget.checked })}
          />
        ))}
        <Wrong trouble={trouble} />
      </Stack>
    </Card>
  );
}
