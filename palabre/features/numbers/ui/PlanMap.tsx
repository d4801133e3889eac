import { Alert, Badge, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Card } from "@/kit/Card";
import { useFormats } from "@/kit/format";
import { Moved } from "./Moved";

const EVERY_MS = 10_000;
const MOST_SHOWN = 80;
const COLOURS = { free: "gray", taken: "blue", feature_code: "grape", emergency: "red", parking: "orange" };

type Length = Shapes["PlanLengthOut"];

/** The numbering plan at a glance: what is taken, what is free, what stands in the way. */
export function PlanMap() {
  const { t } = useTranslation("numbers");
  const found = api.useQuery("get", "/api/v1/short-numbers/map", {}, { refetchInterval: EVERY_MS });
  const conflicts = found.data?.conflicts ?? [];
  return (
    <Stack gap="lg">
      <Card title={t("map.title")} about={t("map.about")} query={found}>
        <Stack gap="lg">
          {conflicts.length > 0 && (
            <Alert color="orange" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />}>
              {conflicts.map(({ digits, message }) => (
                <Text key={digits} size="sm">
                  {message}
                </Text>
              ))}
            </Alert>
          )}
          {found.data?.lengths
            .filter(({ taken }) => taken > 0)
            .map((each) => (
              <OfLength key={each.length} of={each} />
            ))}
          {found.data?.overlaps.map(({ digits, longer }) => (
            <Text key={digits} size="sm" c="dimmed">
              {t("map.overlap", { digits, longer: longer.join(", ") })}
            </Text>
          ))}
        </Stack>
      </Card>
      <Moved />
    </Stack>
  );
}

function OfLength({ of }: { of: Length }) {
  const { t } = useTranslation("numbers");
  const { number } = useFormats();
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {t("map.length", { count: of.length, taken: number(of.taken), free: number(of.free) })}
      </Text>
      <Group gap={6} role="list">
        {of.ranges.slice(0, MOST_SHOWN).map(({ first, last, state, count }) => (
          <Tooltip key={first} label={`${t(`map.state.${state}`)} · ${number(count)}`}>
            <Badge
              role="listitem"
              variant={state === "free" ? "default" : "light"}
              c={state === "free" ? "dimmed" : undefined}
              color={COLOURS[state]}
              size="lg"
              radius="sm"
              fw={500}
              aria-label={`${span(first, last)} ${t(`map.state.${state}`)}`}
            >
              {span(first, last)}
            </Badge>
          </Tooltip>
        ))}
      </Group>
      <Group gap="md">
        {(["taken", "free", "feature_code", "emergency", "parking"] as const)
          .filter((state) => of.ranges.some((range) => range.state === state))
          .map((state) => (
            <Badge key={state} variant="dot" color={COLOURS[state]} size="sm">
              {t(`map.state.${state}`)}
            </Badge>
          ))}
      </Group>
    </Stack>
  );
}

function span(first: string, last: string): string {
  return first === last ? first : `${first}–${last}`;
}
