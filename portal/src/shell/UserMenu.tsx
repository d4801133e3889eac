import { Avatar, Box, Menu, Text, UnstyledButton } from "@mantine/core";
import { IconLogout, IconSelector } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Appearance, LanguageChoice } from "@/shell/Choices";
import { logOut, type Me } from "@/shell/session";
import classes from "@/shell/UserMenu.module.css";

/** Who is logged in, with his own settings and the way out. */
export function UserMenu({ me }: { me: Me }) {
  const { t } = useTranslation();
  return (
    <Menu position="top-start" width={220} shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton className={classes.button} aria-label={`${t("menu.user")}: ${me.name}`}>
          <Avatar name={me.name} color="leaf" size={34} />
          <div className={classes.who}>
            <Text size="sm" fw={600} truncate>
              {me.name}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {t(`role.${me.role}`)}
            </Text>
          </div>
          <IconSelector size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.email}</Menu.Label>
        <Box px="sm" pb="xs">
          <LanguageChoice keep />
        </Box>
        <Box px="sm" pb="sm">
          <Appearance />
        </Box>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void logOut()}>
          {t("logOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
