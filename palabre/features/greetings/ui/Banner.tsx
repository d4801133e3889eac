import { Alert, Button, NumberInput, Stack, Text, Textarea } from "@mantine/core";
import { IconSpeakerphone } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useFormats } from "@/kit/format";
import panel from "@/kit/Panel.module.css";
import { serviceNow } from "@/kit/service";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const EVERY_MS = 30_000;

/** What all callers hear first for some hours: in force, or to be written. */
export function Banner() {
  const { t } = useTranslation("greetings");
  const found = api.useQuery("get", "/api/v1/banner", {}, { refetchInterval: EVERY_MS });
  const [writing, setWriting] = useState(false);
  if (found.data === undefined) return null;
  if (found.data) return <InForce banner={found.data} />;
  if (writing) return <Write close={() => setWriting(false)} />;
  return (
    <div>
      <Button
        variant="default"
        leftSection={<IconSpeakerphone size={17} aria-hidden />}
        onClick={() => setWriting(true)}
      >
        {t("banner.set")}
      </Button>
    </div>
  );
}

function InForce({ banner }: { banner: Shapes["BannerOut"] }) {
  const { t } = useTranslation("greetings");
  const { day, time } = useFormats();
  const { save, busy, trouble } = useSaving();
  const end = { day: day(banner.ends_at, serviceNow()).toLowerCase(), time: time(banner.ends_at) };
  return (
    <Alert
      color="orange"
      variant="light"
      icon={<IconSpeakerphone size={20} aria-hidden />}
      title={t("banner.inForce")}
    >
      <Stack gap="xs">
        <Text size="sm">{banner.text ?? t("banner.greeting")}</Text>
        <Text size="xs" c="dimmed">
          {t("banner.until", { ...end, by: banner.set_by_name })}
        </Text>
        <Wrong trouble={trouble} />
        <div>
          <Button
            size="xs"
            color="orange"
            loading={busy}
            onClick={() => void save(() => client.DELETE("/api/v1/banner"))}
          >
            {t("banner.end")}
          </Button>
        </div>
      </Stack>
    </Alert>
  );
}

function Write({ close }: { close: () => void }) {
  const { t } = useTranslation(["greetings", "kit"]);
  const [text, setText] = useState("");
  const [hours, setHours] = useState<number | string>(4);
  const { save, busy, trouble } = useSaving();
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const body = { text, hours: Number(hours), mode: "before" as const };
    if (await save(() => client.POST("/api/v1/banner", { body }))) close();
  };
  return (
    <section className={panel.panel}>
      <form onSubmit={keep} aria-busy={busy}>
        <Stack p={20} gap="md">
          <Textarea
            label={t("banner.words")}
            description={t("banner.about")}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            required
            data-autofocus
          />
          <NumberInput
            label={t("banner.hours")}
            min={1}
            max={744}
            w={160}
            value={hours}
            onChange={setHours}
            required
          />
          <FormFoot busy={busy} trouble={trouble} close={close} does={t("banner.start")} color="orange" />
        </Stack>
      </form>
    </section>
  );
}
