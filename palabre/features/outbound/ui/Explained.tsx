import { Alert, Group, List, SimpleGrid, Stack, Text } from "@mantine/core";
import { IconPhoneCheck, IconPhoneOff } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Shapes } from "@/kit/api";
import { spoken } from "@/kit/format";
import { phoneNumber } from "@/kit/phoneNumber";
import { useMoney } from "./money";

/** What would become of the call: the number they see, the lines, the price, and every reason. */
export function Explained({ told }: { told: Shapes["ExplainOut"] }) {
  const { t } = useTranslation("outbound");
  const money = useMoney(told.currency);
  const { allowed, shown, ways, refusal } = told;
  const first = ways[0];
  const price = (way: Shapes["WayOut"]) =>
    way.per_minute === null
      ? t("explain.unknown")
      : [
          t("explain.perMinute", { price: money(way.per_minute) }),
          Number(way.set_up) > 0 && t("explain.setUp", { price: money(way.set_up ?? 0) }),
        ]
          .filter(Boolean)
          .join(", ");
  return (
    <Stack gap="md">
      <Alert
        color={allowed ? "leaf" : "red"}
        variant="light"
        icon={allowed ? <IconPhoneCheck size={20} aria-hidden /> : <IconPhoneOff size={20} aria-hidden />}
        title={t(allowed ? "explain.goes" : "explain.refused", { number: phoneNumber(told.number) })}
      >
        {refusal?.text}
      </Alert>
      {allowed && (
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <Fact name={t("explain.seen")}>
            {shown ? phoneNumber(shown.number) : t("explain.nothing")}
            {shown?.withheld && (
              <Text span size="sm" c="dimmed">
                {` ${t("explain.withheld")}`}
              </Text>
            )}
          </Fact>
          <Fact name={t("explain.line")}>{first?.name ?? "–"}</Fact>
          <Fact name={t("explain.price")}>
            {first ? price(first) : "–"}
            {told.seconds !== null && (
              <Text size="sm" c="dimmed">
                {t("explain.lasts", { time: spoken(told.seconds) })}
              </Text>
            )}
          </Fact>
        </SimpleGrid>
      )}
      {ways.length > 1 && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            {t("explain.otherwise")}
          </Text>
          {ways.slice(1).map((way) => (
            <Text key={way.trunk_id} size="sm">{`${way.name} (${price(way)})`}</Text>
          ))}
        </Group>
      )}
      <List size="sm" spacing={4} aria-label={t("explain.why")}>
        {told.why.map(({ stage, code, text }) => (
          <List.Item key={`${stage} ${code} ${text}`}>{text}</List.Item>
        ))}
      </List>
    </Stack>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fw={600} component="div">
        {children}
      </Text>
    </div>
  );
}
