import { Button, Group } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import type { Language } from "@/kit/texts";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

/** Lets one hear a text before it is kept. */
export function Preview({ text, language }: { text: string; language: Language }) {
  const { t } = useTranslation("greetings");
  const [sound, setSound] = useState<string>();
  const { save, busy, trouble } = useSaving();
  useEffect(() => () => URL.revokeObjectURL(sound ?? ""), [sound]);
  const speak = () =>
    save(async () => {
      const body = { text, language, speed: 1 };
      const { data } = await client.POST("/api/v1/greetings/preview", { body, parseAs: "blob" });
      setSound(URL.createObjectURL(data as unknown as Blob));
    });
  return (
    <>
      <Group>
        <Button
          variant="light"
          leftSection={<IconPlayerPlay size={17} aria-hidden />}
          disabled={!text.trim()}
          loading={busy}
          onClick={() => void speak()}
        >
          {t("form.preview")}
        </Button>
        {/* biome-ignore lint/a11y/useMediaCaption: what is spoken stands above it */}
        {sound && <audio controls autoPlay src={sound} aria-label={t("form.preview")} />}
      </Group>
      <Wrong trouble={trouble} />
    </>
  );
}
