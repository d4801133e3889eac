import { Button, Group, PasswordInput, Stack, Text, TextInput, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { IconAlertCircle } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { troubleOf } from "@/kit/api";
import { Appearance, LanguageChoice } from "@/shell/Choices";
import classes from "@/shell/Login.module.css";
import { Logo } from "@/shell/Logo";
import { logIn } from "@/shell/session";

/** E-mail address and password. */
export function Login() {
  const { t } = useTranslation();
  useDocumentTitle(`${t("login.title")} · Palabre`);
  const [wrong, setWrong] = useState<string>();
  const [busy, setBusy] = useState(false);

  const enter = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const [email, password] = [String(typed.get("email")).trim(), String(typed.get("password"))];
    if (!email || !password) return setWrong(t("login.missing"));
    setBusy(true);
    setWrong(undefined);
    try {
      await logIn(email, password);
    } catch (error) {
      const trouble = troubleOf(error);
      setWrong(trouble.away ? t("login.away") : trouble.message);
    }
    setBusy(false);
  };

  return (
    <main className={classes.page}>
      <div className={classes.middle}>
        <Group gap="sm" mb="xl">
          <Logo size={40} />
          <div>
            <Text className={classes.brand}>Palabre</Text>
            <Text size="sm" c="dimmed">
              {t("slogan")}
            </Text>
          </div>
        </Group>
        <form className={classes.card} onSubmit={enter} noValidate aria-busy={busy}>
          <Title order={1} size="h3" mb="md">
            {t("login.title")}
          </Title>
          <Stack gap="md">
            <TextInput
              name="email"
              type="email"
              label={t("login.email")}
              autoComplete="username"
              size="md"
              autoFocus
            />
            <PasswordInput
              name="password"
              label={t("login.password")}
              autoComplete="current-password"
              size="md"
            />
            {wrong && (
              <Group role="alert" className={classes.wrong}>
                <IconAlertCircle size={18} aria-hidden />
                {wrong}
              </Group>
            )}
            <Button type="submit" size="md" loading={busy} fullWidth>
              {t("login.enter")}
            </Button>
          </Stack>
        </form>
        <Group mt="lg" justify="space-between">
          <LanguageChoice />
          <Appearance />
        </Group>
      </div>
    </main>
  );
}
