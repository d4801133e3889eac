import { Alert } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Trouble } from "@/kit/api";

/** Why something could not be saved, in the reader's words. */
export function Wrong({ trouble }: { trouble: Trouble | undefined }) {
  const { t } = useTranslation("kit");
  if (!trouble) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertCircle size={18} aria-hidden />} role="alert">
      {trouble.away ? t("away") : trouble.message}
    </Alert>
  );
}
