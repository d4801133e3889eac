import { Button, Stack, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { phoneNumber } from "@/kit/phoneNumber";
import { serviceNow } from "@/kit/service";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import classes from "./Entries.module.css";

const DAYS = 30;

/** Which of the last thirty days' calls a list would have hit. */
export function Hits({ list }: { list: string }) {
  const { t } = useTranslation("caller_lists");
  const { day, time, number } = useFormats();
  const [hits, setHits] = useState<Shapes["HitsOut"]>();
  const { save, busy, trouble } = useSaving();
  const look = () =>
    void save(async () => {
      const body = {
        caller_list_id: list,
        direction: "inbound",
        level: "account",
        only_these: false,
        type: "black",
        entries: [],
        days: DAYS,
      } as const;
      setHits(
        (await client.POST("/api/v1/caller-lists/rules/hits", { body: { ...body, entries: [] } })).data,
      );
    });
  return (
    <Stack gap="sm">
      <div>
        <Button
          variant="light"
          leftSection={<IconHistory size={17} aria-hidden />}
          loading={busy}
          onClick={look}
        >
          {t("hits.look")}
        </Button>
      </div>
      <Wrong trouble={trouble} />
      {hits && (
        <>
          <Text size="sm" fw={600}>
            {t("hits.found", { hits: number(hits.hits), calls: number(hits.calls) })}
          </Text>
          <ul className={classes.entries}>
            {hits.newest.map((call) => (
              <li key={call.id} className={classes.entry}>
                <Text size="sm">{phoneNumber(call.caller)}</Text>
                <Text size="xs" c="dimmed">
                  {day(call.started_at, serviceNow())} {time(call.started_at)}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
    </Stack>
  );
}
