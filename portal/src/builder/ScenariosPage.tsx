import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { NewScenario } from "@/builder/NewScenario";
import type { ScenarioSearch } from "@/builder/page";
import { ScenarioDrawer } from "@/builder/ScenarioDrawer";
import { ScenarioTable } from "@/builder/ScenarioTable";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";

/** The scenarios of the company, and the one that was chosen beside them. */
export default function ScenariosPage() {
  const { t } = useTranslation("builder");
  const [making, setMaking] = useState(false);
  const [address, change] = useAddress<ScenarioSearch>();
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
          {t("new")}
        </Button>
      </PageHead>
      <ScenarioTable open={(scenario) => change({ scenario }, true)} />
      <NewScenario
        opened={making}
        close={() => setMaking(false)}
        made={(scenario) => change({ scenario }, true)}
      />
      <ScenarioDrawer scenario={address.scenario} close={() => change({ scenario: undefined })} />
    </>
  );
}
