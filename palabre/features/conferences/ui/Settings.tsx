import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { Card } from "@/kit/Card";
import { Editable } from "@/kit/Editable";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { Removing } from "@/kit/Removing";
import { useChange } from "@/kit/useChange";
import { useMay } from "@/kit/useMay";
import type { Conference, RoomRules } from "./around";
import { RoomFields } from "./RoomFields";

/** How a room works; only what was touched is sent. */
export function Settings({ conference, removed }: { conference: Conference; removed: () => void }) {
  const { t } = useTranslation("conferences");
  const { edit: mayEdit } = useMay();
  const form = useChange<Conference, Partial<RoomRules>>(conference);
  const { shown, set, wrong, kept, undo, save, busy, trouble } = form;
  const params = { path: { conference_id: conference.id } };
  const send = () => client.PATCH("/api/v1/conferences/{conference_id}", { params, body: form.change });
  const remove = async () => {
    if (await save(() => client.DELETE("/api/v1/conferences/{conference_id}", { params }))) removed();
  };
  return (
    <Card title={t("settings")}>
      <Editable keep={form.keep(send)} busy={busy}>
        <Stack gap="lg">
          <Fields>
            <RoomFields shown={shown} set={set} wrong={wrong} />
          </Fields>
          {mayEdit && (
            <FormFoot busy={busy} trouble={trouble} kept={kept} close={undo}>
              <Removing what={conference.name} about={t("removing")} remove={() => void remove()} />
            </FormFoot>
          )}
        </Stack>
      </Editable>
    </Card>
  );
}
