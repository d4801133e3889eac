import { Button, Group, Text } from "@mantine/core";
import { IconBan, IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { phoneNumber } from "@/kit/phoneNumber";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

/** Puts the outside number of a call into the company's block list. */
export function Block({ call }: { call: string }) {
  const { t } = useTranslation("stats");
  const [blocked, setBlocked] = useState<string>();
  const { save, busy, trouble } = useSaving();
  const block = () =>
    void save(async () => {
      const params = { path: { call_id: call } };
      const { data } = await client.POST("/api/v1/calls/{call_id}/block", { params, body: {} });
      setBlocked(data?.value);
    });
  if (blocked)
    return (
      <Group gap={6} c="dimmed" role="status">
        <IconCheck size={16} aria-hidden />
        <Text size="sm">{t("block.done", { number: phoneNumber(blocked) })}</Text>
      </Group>
    );
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconBan size={16} aria-hidden />}
        loading={busy}
        onClick={block}
      >
        {t("block.now")}
      </Button>
      <Wrong trouble={trouble} />
    </>
  );
}
