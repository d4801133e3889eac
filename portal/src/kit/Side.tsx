import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Props = { opened: boolean; close: () => void; title: string; size?: number; children: ReactNode };

/** What was chosen on a page, at its side. */
export function Side({ opened, close, title, size = 600, children }: Props) {
  const { t } = useTranslation("kit");
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size={size}
      overlayProps={{ backgroundOpacity: 0.3 }}
      title={title}
      closeButtonProps={{ "aria-label": t("close") }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {opened && children}
    </Drawer>
  );
}
