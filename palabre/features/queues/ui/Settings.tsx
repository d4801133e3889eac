import { Anchor, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { Card } from "@/kit/Card";
import { Editable } from "@/kit/Editable";
import { Fields } from "@/kit/Fields";
import { FormFoot } from "@/kit/FormFoot";
import { Removing } from "@/kit/Removing";
import { useChange } from "@/kit/useChange";
import { useMay } from "@/kit/useMay";
import type { Queue, QueueChange } from "./around";
import { Hears, Measure, More, Rest, Ringing, Wait } from "./Sections";
import classes from "./Settings.module.css";

const SECTIONS = [
  ["ringing", Ringing],
  ["rest", Rest],
  ["waiting", Wait],
  ["hears", Hears],
  ["more", More],
  ["measure", Measure],
] as const;

/** How a queue works, in sections; only what was touched is sent. */
export function Settings({ queue, removed }: { queue: Queue; removed: () => void }) {
  const { t } = useTranslation("queues");
  const { edit: mayEdit } = useMay();
  const form = useChange<Queue, QueueChange>(queue);
  const { shown, set, wrong, kept, undo, save, busy, trouble } = form;
  const params = { path: { queue_id: queue.id } };
  const send = () => client.PATCH("/api/v1/queues/{queue_id}", { params, body: form.change });
  const remove = async () => {
    if (await save(() => client.DELETE("/api/v1/queues/{queue_id}", { params }))) removed();
  };
  return (
    <Editable keep={form.keep(send)} busy={busy}>
      <Stack gap="lg">
        {SECTIONS.map(([name, Section]) => (
          <Card key={name} title={t(`section.${name}`)}>
            <Fields>
              <Section shown={shown} set={set} wrong={wrong} />
            </Fields>
          </Card>
        ))}
        <Text size="sm" c="dimmed">
          {t("step.about")}{" "}
          <Anchor component={Link} to="/scenarios" size="sm">
            {t("step.link")}
          </Anchor>
        </Text>
        {mayEdit && (
          <Stack gap="sm" className={classes.foot}>
            <FormFoot busy={busy} trouble={trouble} kept={kept} close={undo}>
              <Removing what={queue.name} about={t("removing")} remove={() => void remove()} />
            </FormFoot>
          </Stack>
        )}
      </Stack>
    </Editable>
  );
}
