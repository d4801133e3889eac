import { Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

type Props = {
  opened: boolean;
  close: () => void;
  title: string | undefined;
  size?: string;
  children: ReactNode;
};

/** What is asked before something is made or changed, in front of the page. */
export function Dialog({ opened, close, title, size, children }: Props) {
  const { t } = useTranslation("kit");
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      size={size}
      closeButtonProps={{ "aria-label": t("close") }}
      styles={{ title: { fontWeight: 650 } }}
    >
      {opened && children}
    </Modal>
  );
}
