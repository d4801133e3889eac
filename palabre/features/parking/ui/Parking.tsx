import { Group, NumberInput, Stack, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Card } from "@/kit/Card";
import { Editable } from "@/kit/Editable";
import { FormFoot } from "@/kit/FormFoot";
import { useChange } from "@/kit/useChange";
import { useMay } from "@/kit/useMay";
import { ParkedNow } from "./ParkedNow";

const SECONDS = { least: 10, most: 3600 };

/** Where calls are parked, and which are. */
export function Parking() {
  const { t } = useTranslation("parking");
  const found = api.useQuery("get", "/api/v1/parking");
  return (
    <Card title={t("title")} about={t("about")} query={found}>
      {found.data && <Form parking={found.data} />}
      {found.data?.enabled && <ParkedNow />}
    </Card>
  );
}

function Form({ parking }: { parking: Shapes["ParkingOut"] }) {
  const { t } = useTranslation(["parking", "kit"]);
  const may = useMay();
  const form = useChange<Shapes["ParkingOut"], Shapes["ParkingChange"]>(parking);
  const { shown, set, busy, trouble, kept, undo } = form;
  const send = () => client.PATCH("/api/v1/parking", { body: form.change });
  return (
    <Editable keep={form.keep(send)} busy={busy}>
      <Stack gap="md">
        <Switch
          label={t("enabled")}
          checked={shown.enabled}
          onChange={(event) => set({ enabled: event.currentTarget.checked })}
        />
        <Group align="flex-end">
          <TextInput
            flex="1 1 140px"
            label={t("number")}
            inputMode="numeric"
            value={shown.park_number}
            onChange={(event) => set({ park_number: event.currentTarget.value })}
            disabled={!shown.enabled}
            required
          />
          <TextInput
            flex="1 1 140px"
            label={t("last")}
            inputMode="numeric"
            value={shown.last_slot}
            onChange={(event) => set({ last_slot: event.currentTarget.value })}
            disabled={!shown.enabled}
            required
          />
          <NumberInput
            flex="1 1 140px"
            label={t("recall")}
            suffix={` ${t("kit:seconds")}`}
            min={SECONDS.least}
            max={SECONDS.most}
            allowDecimal={false}
            value={shown.recall_seconds}
            onChange={(typed) => typeof typed === "number" && set({ recall_seconds: typed })}
            disabled={!shown.enabled}
            required
          />
        </Group>
        {may.edit && <FormFoot busy={busy} trouble={trouble} kept={kept} close={undo} />}
      </Stack>
    </Editable>
  );
}
