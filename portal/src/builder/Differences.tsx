import { Code, List, Skeleton, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Sorry } from "@/kit/Sorry";

type Found = Shapes["DifferencesOut"];

/** What is otherwise in the draft than it was in a version. */
export function Differences({ scenario, before }: { scenario: string; before: number }) {
  const { t } = useTranslation("builder");
  const params = { path: { scenario_id: scenario }, query: { before, after: "draft" as const } };
  const found = api.useQuery("get", "/api/v1/scenarios/{scenario_id}/differences", { params });
  if (found.error) return <Sorry error={found.error} again={found.refetch} />;
  if (!found.data) return <Skeleton height={40} mt="sm" />;
  const lines = told(found.data, t);
  if (!lines.length)
    return (
      <Text size="sm" c="dimmed" mt="sm">
        {t("versions.same")}
      </Text>
    );
  return (
    <List size="sm" mt="sm" spacing={4}>
      {lines.map(([key, words, from, to]) => (
        <List.Item key={key}>
          {words}
          {from !== undefined && (
            <>
              {" "}
              <Code>{from}</Code> → <Code>{to}</Code>
            </>
          )}
        </List.Item>
      ))}
    </List>
  );
}

type Line = [key: string, words: string, from?: string, to?: string];
type Say = (key: string, values: Record<string, string>) => string;

function told({ added, removed, changed, settings }: Found, t: Say): Line[] {
  const changes = changed.flatMap(({ step, fields, exits, comment }) =>
    [...fields, ...exits, ...(comment ? [comment] : [])].map(
      ({ name, before, after }): Line => [
        `${step}.${name}`,
        t("versions.changed", { step, name }),
        short(before),
        short(after),
      ],
    ),
  );
  return [
    ...added.map(({ step }): Line => [`+${step}`, t("versions.added", { step })]),
    ...removed.map(({ step }): Line => [`-${step}`, t("versions.removed", { step })]),
    ...changes,
    ...settings.map(
      ({ name, before, after }): Line => [name, t("versions.setting", { name }), short(before), short(after)],
    ),
  ];
}

function short(value: unknown): string {
  const words = typeof value === "string" ? value : value == null ? "–" : JSON.stringify(value);
  return words.length > 60 ? `${words.slice(0, 59)}…` : words;
}
