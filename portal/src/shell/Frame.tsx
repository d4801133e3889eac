import { Alert, AppShell, Burger, Group, Text, VisuallyHidden } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useAway } from "@/kit/service";
import { AwayNotice } from "@/shell/AwayNotice";
import classes from "@/shell/Frame.module.css";
import { Logo } from "@/shell/Logo";
import { Navigation } from "@/shell/Navigation";
import type { Me } from "@/shell/session";
import { UserMenu } from "@/shell/UserMenu";

/** What surrounds every page: navigation on the left, a bar with a menu button on small screens. */
export function Frame({ me }: { me: Me }) {
  const { t } = useTranslation();
  const [opened, menu] = useDisclosure();
  const away = useAway();
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page that was chosen closes the menu
  useEffect(() => menu.close(), [pathname]);
  useHotkeys([["Escape", menu.close]]);
  return (
    <AppShell
      layout="alt"
      header={{ height: { base: 56, sm: 0 } }}
      navbar={{ width: 244, breakpoint: "sm", collapsed: { mobile: !opened } }}
      classNames={classes}
    >
      <a className={classes.skip} href="#main">
        {t("skip")}
      </a>
      <AppShell.Header hiddenFrom="sm">
        <Group h="100%" px="md" gap="sm">
          <Burger opened={opened} onClick={menu.toggle} size="sm" aria-label={t("menu.open")} />
          <Logo size={24} />
          <Text fw={600}>{me.account.name}</Text>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar aria-label={t("menu.pages")} data-folded={!opened}>
        <Group className={classes.company} wrap="nowrap">
          <Burger opened onClick={menu.close} size="sm" hiddenFrom="sm" aria-label={t("menu.close")} />
          <Logo />
          <div className={classes.names}>
            <Text fw={650} truncate>
              {me.account.name}
            </Text>
            <Text size="xs" c="dimmed">
              Palabre
            </Text>
          </div>
        </Group>
        <Navigation />
        <UserMenu me={me} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <div className={classes.content}>
          {me.account.state === "suspended" && (
            <Alert color="red" role="alert" mb="md">
              {t("suspended")}
            </Alert>
          )}
          <Outlet />
        </div>
        <VisuallyHidden aria-live="polite">{away && t("away")}</VisuallyHidden>
        {away && (
          <div className={classes.notice}>
            <AwayNotice />
          </div>
        )}
      </AppShell.Main>
    </AppShell>
  );
}
