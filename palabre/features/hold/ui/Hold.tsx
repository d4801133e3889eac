import { NumberInput, Stack, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Card } from "@/kit/Card";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { GreetingPick } from "../../greetings/ui/GreetingPick";

const SECONDS = { least: 10, most: 3600, usual: 60 };

/** What people on hold hear, and when the holder's phone reminds of them. */
export function Hold() {
  const { t } = useTranslation("hold");
  const found = api.useQuery("get", "/api/v1/hold");
  return (
    <Card title={t("title")} about={t("about")} query={found}>
      {found.data && <Fields hold={found.data} />}
    </Card>
  );
}

function Fields({ hold }: { hold: Shapes["HoldOut"] }) {
  const { t } = useTranslation(["hold", "kit"]);
  const may = useMay();
  const { save, busy, trouble } = useSaving();
  const set = (body: Shapes["HoldChange"]) => void save(() => client.PATCH("/api/v1/hold", { body }));
  return (
    <Stack gap="md" aria-busy={busy}>
      {may.edit && (
        <GreetingPick
          label={t("music")}
          otherwise={t("stock")}
          kind="music"
          value={hold.music_id}
          choose={(music_id) => set({ music_id })}
        />
      )}
      <Switch
        label={t("remind")}
        description={t("remindAbout")}
        checked={hold.reminder_seconds !== null}
        disabled={!may.edit}
        onChange={(event) => set({ reminder_seconds: event.currentTarget.checked ? SECONDS.usual : null })}
      />
      {hold.reminder_seconds !== null && (
        <NumberInput
          key={hold.reminder_seconds}
          w={200}
          label={t("after")}
          suffix={` ${t("kit:seconds")}`}
          min={SECONDS.least}
          max={SECONDS.most}
          allowDecimal={false}
          defaultValue={hold.reminder_seconds}
          disabled={!may.edit}
          onBlur={(event) => {
            const seconds = Number.parseInt(event.currentTarget.value, 10);
            if (seconds && seconds !== hold.reminder_seconds) set({ reminder_seconds: seconds });
          }}
        />
      )}
      <Wrong trouble={trouble} />
    </Stack>
  );
}
