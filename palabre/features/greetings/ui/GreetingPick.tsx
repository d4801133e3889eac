import { Button, Group, Paper, Select, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { NewGreeting } from "./GreetingForm";

const MOST = 200;
const BELOW_LABEL = 25;

type Props = {
  label: string;
  description?: string;
  /** What is heard when none is chosen. */
  otherwise: string;
  kind: Shapes["GreetingOut"]["kind"];
  value: string | null;
  choose: (greeting: string | null) => void;
};

/** Chooses one of the company's greetings, lets one hear it, or makes a new one. Not to be put into a form. */
export function GreetingPick({ label, description, otherwise, kind, value, choose }: Props) {
  const { t } = useTranslation("greetings");
  const [making, setMaking] = useState(false);
  const found = api.useQuery("get", "/api/v1/greetings", { params: { query: { limit: MOST } } });
  const choices = found.data?.items.filter((each) => each.kind === kind) ?? [];
  return (
    <Stack gap="xs">
      <Group align="flex-start" gap="xs">
        <Select
          flex={1}
          label={label}
          description={description}
          placeholder={otherwise}
          data={choices.map(({ id, name }) => ({ value: id, label: name }))}
          value={value}
          onChange={choose}
          clearable
          searchable
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={17} aria-hidden />}
          mt={BELOW_LABEL}
          aria-label={t("pick.new", { what: label })}
          aria-expanded={making}
          onClick={() => setMaking(!making)}
        >
          {t("pick.add")}
        </Button>
      </Group>
      {value && (
        // biome-ignore lint/a11y/useMediaCaption: its text is kept with the greeting
        <audio controls preload="none" src={`/api/v1/greetings/${value}/audio`} aria-label={label} />
      )}
      {making && (
        <Paper withBorder p="md">
          <NewGreeting close={() => setMaking(false)} made={choose} />
        </Paper>
      )}
    </Stack>
  );
}
