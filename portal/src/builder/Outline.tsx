import { ActionIcon, Badge, Group, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconArrowRight, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import classes from "@/builder/Outline.module.css";
import { type Drawing, type Listed, outline } from "@/builder/outline";
import { Shape } from "@/builder/Shape";
import { useExitNames } from "@/builder/words";

type Props = { document: Drawing; edit: (step: string) => void };

/** The steps of a drawing one below the other, with where each leads; a click opens its form. */
export function Outline({ document, edit }: Props) {
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
        <Step key={step.name} step={step} first={step.name === document.start} edit={() => edit(step.name)} />
      ))}
    </ol>
  );
}

function Step({ step, first, edit }: { step: Listed; first: boolean; edit: () => void }) {
  const { t } = useTranslation("builder");
  return (
    <li className={classes.step} id={`step-${step.name}`}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <Shape type={step.type} />
        <Stack gap={4} className={classes.words}>
          <Group gap="xs">
            <UnstyledButton className={classes.name} onClick={edit}>
              {step.name}
            </UnstyledButton>
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
        <ActionIcon
          variant="subtle"
          color="gray"
          ml="auto"
          aria-label={t("form.edit", { step: step.name })}
          onClick={edit}
        >
          <IconPencil size={17} aria-hidden />
        </ActionIcon>
      </Group>
    </li>
  );
}

function Exits({ exits }: { exits: Listed["exits"] }) {
  const named = useExitNames();
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
