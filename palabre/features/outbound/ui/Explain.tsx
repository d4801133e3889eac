import { Box, Button, Group, Select, TextInput } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Card } from "@/kit/Card";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { Explained } from "./Explained";

const MOST = 200;

/** Tells what would become of a call without making it. */
export function Explain() {
  const { t } = useTranslation("outbound");
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState("");
  const [told, setTold] = useState<Shapes["ExplainOut"]>();
  const found = api.useQuery("get", "/api/v1/extensions", { params: { query: { limit: MOST } } });
  const { save, busy, trouble } = useSaving();
  const extensions = (found.data?.items ?? []).flatMap(({ number, name: who }) =>
    number ? [{ value: number, label: `${number} · ${who}` }] : [],
  );
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setTold(undefined);
    if (!from) return;
    void save(async () => {
      const body = { from, to: to.replace(/[\s().-]/g, "") };
      setTold((await client.POST("/api/v1/outbound/explain", { body })).data);
    });
  };
  return (
    <Card title={t("explain.title")} about={t("explain.about")}>
      <form onSubmit={ask} aria-busy={busy}>
        <Group align="flex-end">
          <Select
            flex="1 1 200px"
            label={t("explain.from")}
            data={extensions}
            value={from}
            onChange={setFrom}
            searchable
            required
          />
          <TextInput
            flex="1 1 200px"
            label={t("explain.to")}
            placeholder="07 01 02 03 04"
            inputMode="tel"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            required
          />
          <Button type="submit" loading={busy} leftSection={<IconBulb size={17} aria-hidden />}>
            {t("explain.ask")}
          </Button>
        </Group>
        <Wrong trouble={trouble} />
        <Box aria-live="polite" mt={told && "md"}>
          {told && <Explained told={told} />}
        </Box>
      </form>
    </Card>
  );
}
