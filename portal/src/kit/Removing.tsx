import { ActionIcon, Button, Popover, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

type Props = { what: string; about: string; remove: () => void; small?: boolean };

/** A button that takes something away for good, after it has said what that means. */
export function Removing({ what, about, remove, small }: Props) {
  const { t } = useTranslation("kit");
  const [asking, { toggle, close }] = useDisclosure(false);
  const sure = () => {
    close();
    remove();
  };
  return (
    <Popover opened={asking} onChange={close} width={280} position="top-end" withArrow trapFocus shadow="md">
      <Popover.Target>
        {small ? (
          <ActionIcon variant="subtle" color="gray" aria-label={t("removing", { what })} onClick={toggle}>
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        ) : (
          <Button
            variant="subtle"
            color="red"
            px="xs"
            leftSection={<IconTrash size={17} aria-hidden />}
            onClick={toggle}
          >
            {t("remove")}
          </Button>
        )}
      </Popover.Target>
      <Popover.Dropdown aria-label={t("removing", { what })}>
        <Stack gap="sm">
          <Text size="sm">{about}</Text>
          <Button color="red" size="xs" onClick={sure}>
            {t("removing", { what })}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
