import { Anchor, Group, Stack, Text, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import panel from "@/kit/Panel.module.css";
import { Removing } from "@/kit/Removing";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
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
  const [change, setChange] = useState<QueueChange>({});
  const { save, busy, trouble, forget } = useSaving();
  const [kept, setKept] = useState(false);
  const params = { path: { queue_id: queue.id } };
  const set = (wanted: QueueChange) => {
    setKept(false);
    setChange({ ...change, ...wanted });
  };
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (!(await save(() => client.PATCH("/api/v1/queues/{queue_id}", { params, body: change })))) return;
    setChange({});
    setKept(true);
  };
  const undo = () => {
    forget();
    setChange({});
  };
  const remove = async () => {
    if (await save(() => client.DELETE("/api/v1/queues/{queue_id}", { params }))) removed();
  };
  const wrong = (field: string) => (trouble?.field === field ? trouble.message : undefined);
  const shown = { ...queue, ...change };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <fieldset disabled={!mayEdit} className={classes.all}>
        <Stack gap="lg">
          {SECTIONS.map(([name, Section]) => (
            <Part key={name} title={t(`section.${name}`)}>
              <Section shown={shown} set={set} wrong={wrong} />
            </Part>
          ))}
          <Text size="sm" c="dimmed">
            {t("step.about")}{" "}
            <Anchor component={Link} to="/scenarios" size="sm">
              {t("step.link")}
            </Anchor>
          </Text>
          {mayEdit && (
            <div className={classes.foot}>
              <Group gap="md" align="center">
                <div className={classes.grow}>
                  <FormFoot busy={busy} trouble={trouble} close={undo}>
                    <Removing what={queue.name} about={t("removing")} remove={() => void remove()} />
                  </FormFoot>
                </div>
                {kept && (
                  <Text size="sm" c="dimmed" role="status">
                    {t("saved")}
                  </Text>
                )}
              </Group>
            </div>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  const name = useId();
  return (
    <section className={panel.panel} aria-labelledby={name}>
      <Group className={panel.head}>
        <Title order={2} size="h5" id={name}>
          {title}
        </Title>
      </Group>
      <div className={classes.fields}>{children}</div>
    </section>
  );
}
