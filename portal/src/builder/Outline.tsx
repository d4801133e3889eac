import { Badge, Group, Stack, Text } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "@/builder/Outline.module.css";
import { type Drawing, type Listed, outline } from "@/builder/outline";
import { Shape } from "@/builder/Shape";

/** The steps of a drawing one below the other, with where each leads. */
export function Outline({ document }: { document: Drawing }) {
  const { t } = useTranslation("builder");
  const steps = outline(document);
  if (!steps.length)
    return (
      <Text size="sm" c="dimmed">
        {t("empty")}
      </Text>
    );
  return (
    <ol className={classes.steps}>
      {steps.map((step) => (
        <Step key={step.name} step={step} first={step.name === document.start} />
      ))}
    </ol>
  );
}

function Step({ step, first }: { step: Listed; first: boolean }) {
  const { t } = useTranslation("builder");
  return (
    <li className={classes.step} id={`step-${step.name}`}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Shape type={step.type} />
        <Stack gap={4} className={classes.words}>
          <Group gap="xs">
            <Text size="sm" fw={600}>
              {step.name}
            </Text>
            <Text size="xs" c="dimmed">
              {t(`type.${step.type}`, step.type)}
            </Text>
            {first && (
              <Badge size="xs" variant="light">
                {t("start")}
              </Badge>
            )}
          </Group>
          {step.says && (
            <Text size="sm" c="dimmed" lineClamp={2}>
              « {step.says} »
            </Text>
          )}
          <Exits exits={step.exits} />
        </Stack>
      </Group>
    </li>
  );
}

function Exits({ exits }: { exits: Listed["exits"] }) {
  const { t } = useTranslation("builder");
  const named = (exit: string) =>
    /^[0-9*#]$/.test(exit) ? t("key", { key: exit }) : t(`exit.${exit}`, exit);
  return (
    <Group gap={6}>
      {exits.map(([exit, target]) => (
        <a key={exit} href={`#step-${target}`} className={classes.exit}>
          {named(exit)}
          <IconArrowRight size={13} aria-hidden />
          <strong>{target}</strong>
        </a>
      ))}
    </Group>
  );
}
