import { Button, Stack, Switch, Text, TextInput } from "@mantine/core";
import { IconRestore } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { french } from "@/kit/texts";
import { useSaving } from "@/kit/useSaving";

/** Gives a code other digits, or switches it off; what stands in the way is said in words. */
export function CodeForm({ code, close }: { code: Shapes["FeatureCodeOut"]; close: () => void }) {
  const { t, i18n } = useTranslation("feature_codes");
  const [digits, setDigits] = useState(code.digits ?? code.usual);
  const [on, setOn] = useState(code.digits !== null);
  const { save, busy, trouble } = useSaving();
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const params = { path: { code_name: code.name } };
    const body = { digits: on ? digits.trim() : null };
    if (await save(() => client.PATCH("/api/v1/feature-codes/{code_name}", { params, body }))) close();
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md">
        <Text size="sm">{i18n.language === "en" ? code.en : french(code.fr)}</Text>
        <Switch label={t("on")} checked={on} onChange={(event) => setOn(event.currentTarget.checked)} />
        <TextInput
          label={t("column.code")}
          description={t("digits")}
          inputMode="tel"
          value={digits}
          disabled={!on}
          onChange={(event) => setDigits(event.currentTarget.value)}
          required
          data-autofocus
        />
        <FormFoot busy={busy} trouble={trouble} close={close}>
          {digits !== code.usual && on && (
            <Button
              variant="subtle"
              leftSection={<IconRestore size={17} aria-hidden />}
              onClick={() => setDigits(code.usual)}
            >
              {t("restore", { digits: code.usual })}
            </Button>
          )}
        </FormFoot>
      </Stack>
    </form>
  );
}
