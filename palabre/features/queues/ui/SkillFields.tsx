import { ActionIcon, Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { MOST_LEVEL, MOST_SKILLS, more, type Skill } from "./skills";

/** What an agent can do, and how well. */
export function SkillFields({ skills, set }: { skills: Skill[]; set: (skills: Skill[]) => void }) {
  const { t } = useTranslation("queues");
  const change = (key: number, wanted: Partial<Skill>) =>
    set(skills.map((each) => (each.key === key ? { ...each, ...wanted } : each)));
  return (
    <Stack gap="xs" role="group" aria-label={t("members.skills")}>
      <Text size="sm" fw={500}>
        {t("members.skills")}
      </Text>
      {skills.map(({ key, name, level }) => (
        <Group key={key} gap="xs" wrap="nowrap">
          <TextInput
            flex={1}
            maw={260}
            aria-label={t("members.skill")}
            placeholder={t("members.skill")}
            maxLength={40}
            value={name}
            onChange={(event) => change(key, { name: event.currentTarget.value })}
          />
          <NumberInput
            w={90}
            aria-label={t("members.strength")}
            min={1}
            max={MOST_LEVEL}
            allowDecimal={false}
            value={level}
            onChange={(typed) => typeof typed === "number" && change(key, { level: typed })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("members.removeSkill", { name })}
            onClick={() => set(skills.filter((each) => each.key !== key))}
          >
            <IconX size={17} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {skills.length < MOST_SKILLS && (
        <div>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => set(more(skills))}
          >
            {t("members.addSkill")}
          </Button>
        </div>
      )}
    </Stack>
  );
}
