import { Divider, Select, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Card } from "@/kit/Card";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { Supervisors } from "./Supervisors";
import { Uses } from "./Uses";

const FOLLOWS = ["agent", "client"] as const;

/** How supervisors enter conversations, who may, and who has. */
export function Souffleur() {
  const { t } = useTranslation("whisper");
  const found = api.useQuery("get", "/api/v1/whisper/settings");
  const may = useMay();
  const { save, busy, trouble } = useSaving();
  const set = (body: Shapes["WhisperSettingsChange"]) =>
    void save(() => client.PATCH("/api/v1/whisper/settings", { body }));
  return (
    <>
      <Card title={t("title")} about={t("about")} query={found}>
        <Stack gap="md" aria-busy={busy}>
          {(["notice", "microphone"] as const).map((each) => (
            <Switch
              key={each}
              label={t(`${each}.name`)}
              description={t(`${each}.about`)}
              checked={found.data?.[each] ?? false}
              disabled={!may.edit}
              onChange={(event) => set({ [each]: event.currentTarget.checked })}
            />
          ))}
          <Select
            w={280}
            label={t("follows.name")}
            data={FOLLOWS.map((value) => ({ value, label: t(`follows.${value}`) }))}
            value={found.data?.follows ?? null}
            disabled={!may.edit}
            allowDeselect={false}
            onChange={(follows) => set({ follows: follows as (typeof FOLLOWS)[number] })}
          />
          <Wrong trouble={trouble} />
          <Divider />
          <Supervisors />
        </Stack>
      </Card>
      {may.edit && <Uses />}
    </>
  );
}
