import { useTranslation } from "react-i18next";
import { NewScenario } from "@/builder/NewScenario";
import type { ScenarioSearch } from "@/builder/page";
import { ScenarioDrawer } from "@/builder/ScenarioDrawer";
import { ScenarioTable } from "@/builder/ScenarioTable";
import { Making } from "@/kit/Making";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";

/** The scenarios of the company, and the one that was chosen beside them. */
export default function ScenariosPage() {
  const { t } = useTranslation("builder");
  const [address, change] = useAddress<ScenarioSearch>();
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Making name={t("new")} size="lg">
          {(close) => <NewScenario close={close} made={(scenario) => change({ scenario }, true)} />}
        </Making>
      </PageHead>
      <ScenarioTable open={(scenario) => change({ scenario }, true)} />
      <ScenarioDrawer scenario={address.scenario} close={() => change({ scenario: undefined })} />
    </>
  );
}
