import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import { IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { LANGUAGES, type Language } from "@/kit/texts";
import { chooseLanguage } from "@/shell/languages";

const NAMES: Record<Language, string> = { fr: "Français", en: "English" };
const LOOKS = [
  ["auto", IconDeviceDesktop],
  ["light", IconSun],
  ["dark", IconMoon],
] as const;

/** The language of the portal; `keep` also tells the service, so that other browsers follow. */
export function LanguageChoice({ keep = false }: { keep?: boolean }) {
  const { t, i18n } = useTranslation();
  const choose = (value: string) => {
    const language = value as Language;
    chooseLanguage(language);
    if (keep) void client.PATCH("/api/v1/me", { body: { language } }).catch(() => undefined);
  };
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t("language")}
      value={i18n.language}
      onChange={choose}
      data={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
    />
  );
}

/** Light, dark, or as the system says. */
export function Appearance() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t("appearance.name")}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
      data={LOOKS.map(([value, Icon]) => ({
        value,
        label: (
          <Icon
            size={16}
            role="img"
            aria-label={t(`appearance.${value}`)}
            style={{ display: "block", margin: "auto" }}
          />
        ),
      }))}
    />
  );
}
