import { Group, Stack, Text, Title } from "@mantine/core";
import { type FormEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import panel from "@/kit/Panel.module.css";
import { Removing } from "@/kit/Removing";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import type { Conference, Fields } from "./around";
import { RoomFields } from "./RoomFields";
import classes from "./Settings.module.css";

/** How a room works; only what was touched is sent. */
export function Settings({ conference, removed }: { conference: Conference; removed: () => void }) {
  const { t } = useTranslation("conferences");
  const title = useId();
  const { edit: mayEdit } = useMay();
  const [change, setChange] = useState<Partial<Fields>>({});
  const [kept, setKept] = useState(false);
  const { save, busy, trouble, forget } = useSaving();
  const params = { path: { conference_id: conference.id } };
  const set = (wanted: Partial<Fields>) => {
    setKept(false);
    setChange({ ...change, ...wanted });
  };
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const asked = () => client.PATCH("/api/v1/conferences/{conference_id}", { params, body: change });
    if (!(await save(asked))) return;
    setChange({});
    setKept(true);
  };
  const undo = () => {
    forget();
    setChange({});
  };
  const remove = async () => {
    if (await save(() => client.DELETE("/api/v1/conferences/{conference_id}", { params }))) removed();
  };
  return (
    <section className={panel.panel} aria-labelledby={title}>
      <Group className={panel.head}>
        <Title order={2} size="h5" id={title}>
          {t("settings")}
        </Title>
      </Group>
      <form onSubmit={keep} aria-busy={busy} className={classes.form}>
        <fieldset disabled={!mayEdit} className={classes.all}>
          <div className={classes.fields}>
            <RoomFields
              shown={{ ...conference, ...change }}
              set={set}
              wrong={(field) => (trouble?.field === field ? trouble.message : undefined)}
            />
          </div>
        </fieldset>
        {mayEdit && (
          <Stack gap="xs">
            <FormFoot busy={busy} trouble={trouble} close={undo}>
              <Removing what={conference.name} about={t("removing")} remove={() => void remove()} />
            </FormFoot>
            {kept && (
              <Text size="sm" c="dimmed" role="status">
                {t("saved")}
              </Text>
            )}
          </Stack>
        )}
      </form>
    </section>
  );
}
