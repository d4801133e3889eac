import { Button, Fieldset, Group, NumberInput, Stack, Switch, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Card } from "@/kit/Card";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
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
  const [change, setChange] = useState<Shapes["ParkingChange"]>({});
  const may = useMay();
  const { save, busy, trouble } = useSaving();
  const shown = { ...parking, ...change };
  const set = (wanted: Shapes["ParkingChange"]) => setChange({ ...change, ...wanted });
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (await save(() => client.PATCH("/api/v1/parking", { body: change }))) setChange({});
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Fieldset variant="unstyled" m={0} p={0} disabled={!may.edit}>
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
            {may.edit && (
              <Button type="submit" loading={busy} disabled={!Object.keys(change).length}>
                {t("kit:save")}
              </Button>
            )}
          </Group>
          <Wrong trouble={trouble} />
        </Stack>
      </Fieldset>
    </form>
  );
}
