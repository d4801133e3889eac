import { ColorSwatch, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

const COLOURS: Record<string, string> = {
  answered: "leaf",
  message: "blue",
  no_answer: "orange",
  busy: "orange",
  abandoned: "orange",
  unavailable: "red",
  rejected: "red",
  refused: "red",
  failed: "red",
};

/** How a call went, in a word and a colour. */
export function OutcomeMark({ outcome }: { outcome: string }) {
  const { t } = useTranslation("stats");
  return (
    <Group gap={8} wrap="nowrap">
      <ColorSwatch
        size={8}
        withShadow={false}
        color={`var(--mantine-color-${COLOURS[outcome] ?? "gray"}-6)`}
      />
      <Text size="sm">{t(`outcome.${outcome}`, outcome)}</Text>
    </Group>
  );
}
