import { useTranslation } from "react-i18next";

/** How an exit is called: a key, a word of ours, or a name that the scenario's author gave. */
export function useExitNames() {
  const { t } = useTranslation("builder");
  return (exit: string) => (/^[0-9*#]$/.test(exit) ? t("key", { key: exit }) : t(`exit.${exit}`, exit));
}
