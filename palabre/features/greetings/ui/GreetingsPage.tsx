import { Button, Stack } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/kit/PageHead";
import { useMay } from "@/kit/useMay";
import { Banner } from "./Banner";
import { GreetingForm } from "./GreetingForm";
import { GreetingTable } from "./GreetingTable";

/** What callers hear: greetings to listen to and to make, music, and the banner over everything. */
export default function GreetingsPage() {
  const { t } = useTranslation("greetings");
  const [making, setMaking] = useState(false);
  const may = useMay();
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        {may.edit && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
            {t("new")}
          </Button>
        )}
      </PageHead>
      <Stack gap="lg">
        <Banner />
        <GreetingTable />
      </Stack>
      <GreetingForm opened={making} close={() => setMaking(false)} />
    </>
  );
}
