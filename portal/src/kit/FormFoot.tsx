import { Button, Group, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Trouble } from "@/kit/api";
import classes from "@/kit/FormFoot.module.css";
import { Wrong } from "@/kit/Wrong";

type Props = {
  busy: boolean;
  trouble: Trouble | undefined;
  close: () => void;
  /** Whether what stays on the page has been saved. */
  kept?: boolean;
  /** What sending the form does, where that is not saving. */
  does?: string;
  color?: string;
  /** What else can be done, at the other end. */
  children?: ReactNode;
};

/** The end of every form: what is wrong, send, leave. */
export function FormFoot({ busy, trouble, close, kept, does, color, children }: Props) {
  const { t } = useTranslation("kit");
  return (
    <>
      <Wrong trouble={trouble} />
      <Group justify="space-between" gap="xs">
        <Group gap="xs" className={classes.ways}>
          <Button type="submit" color={color} loading={busy}>
            {does ?? t("save")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("cancel")}
          </Button>
          {kept !== undefined && (
            <Text size="sm" c="dimmed" role="status">
              {kept && t("kept")}
            </Text>
          )}
        </Group>
        {children}
      </Group>
    </>
  );
}
