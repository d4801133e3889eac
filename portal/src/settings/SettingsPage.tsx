import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/kit/PageHead";
import { parts } from "./parts";

/** How phones behave in the whole company. */
export default function SettingsPage() {
  const { t } = useTranslation("settings");
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <Stack gap="lg">
        {parts.map(({ path, Part }) => (
          <Part key={path} />
        ))}
      </Stack>
    </>
  );
}
