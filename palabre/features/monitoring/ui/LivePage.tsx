import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { LiveMark } from "@/kit/LiveMark";
import { PageHead } from "@/kit/PageHead";
import { CallsInProgress } from "./CallsInProgress";
import { RegisteredPhones } from "./RegisteredPhones";

/** Calls in progress and registered phones, renewed every two seconds. */
export default function LivePage() {
  const { t } = useTranslation("monitoring");
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <LiveMark />
      </PageHead>
      <Stack gap="lg">
        <CallsInProgress />
        <RegisteredPhones />
      </Stack>
    </>
  );
}
