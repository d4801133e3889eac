import { Progress, SimpleGrid, Stack, Table, Text } from "@mantine/core";
import { IconCoins } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { Panel } from "@/kit/Panel";
import panel from "@/kit/Panel.module.css";
import { Rows } from "@/kit/Rows";
import { used, useMoney } from "./money";

const EVERY_MS = 30_000;

/** What was spent today and this month, and how much of the limits that is. */
export function Spending() {
  const { t } = useTranslation("outbound");
  const found = api.useQuery("get", "/api/v1/outbound/spending", {}, { refetchInterval: EVERY_MS });
  const { data, isPending, error, refetch } = found;
  const items = data?.extensions;
  const currency = data?.currency ?? "EUR";
  return (
    <Stack gap="lg">
      {data && (
        <SimpleGrid cols={{ base: 1, sm: 2 }} className={panel.panel} p={20}>
          <Limit name={t("spending.today")} spent={data.today} limit={data.daily_limit} currency={currency} />
          <Limit
            name={t("spending.month")}
            spent={data.month}
            limit={data.monthly_limit}
            currency={currency}
          />
        </SimpleGrid>
      )}
      <Panel
        title={t("spending.each")}
        query={{ data: items && { items }, isPending, error, refetch }}
        empty={{ icon: IconCoins, title: t("spending.none"), text: t("spending.noneYet") }}
        rows={3}
      >
        <Rows>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("place.extension")}</Table.Th>
              <Table.Th w="35%">{t("spending.today")}</Table.Th>
              <Table.Th w="35%">{t("spending.month")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items?.map((each) => (
              <Table.Tr key={each.extension_id}>
                <Table.Td data-corner="top-left" fw={500}>
                  {each.name ?? t("spending.company")}
                </Table.Td>
                <Table.Td data-corner="top-right">
                  <Limit spent={each.today} limit={each.daily_limit} currency={currency} />
                </Table.Td>
                <Table.Td data-corner="bottom-right">
                  <Limit spent={each.month} limit={each.monthly_limit} currency={currency} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Rows>
      </Panel>
    </Stack>
  );
}

type LimitProps = { name?: string; spent: string; limit: string | null; currency: string };

/** An amount, and how much of its limit it is as a bar. */
function Limit({ name, spent, limit, currency }: LimitProps) {
  const { t } = useTranslation("outbound");
  const money = useMoney(currency);
  const bar = limit === null ? undefined : used(spent, limit);
  return (
    <div>
      {name && (
        <Text size="sm" c="dimmed">
          {name}
        </Text>
      )}
      <Text size={name ? "xl" : "sm"} fw={name ? 650 : 500} span>
        {money(spent)}
      </Text>
      <Text size="sm" c="dimmed" span>
        {limit === null ? ` · ${t("settings.noLimit")}` : ` / ${money(limit)}`}
      </Text>
      {bar && (
        <Progress
          mt={4}
          value={bar.share}
          color={bar.color}
          aria-label={t("spending.used", { share: bar.share })}
        />
      )}
    </div>
  );
}
