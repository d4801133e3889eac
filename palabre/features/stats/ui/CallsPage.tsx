import { useTranslation } from "react-i18next";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { CallFilters } from "./CallFilters";
import { CallStory } from "./CallStory";
import { CallTable } from "./CallTable";
import type { CallSearch } from "./search";

/** The last calls, and the story of the one that was chosen. */
export default function CallsPage() {
  const { t } = useTranslation("stats");
  const [address, change] = useAddress<CallSearch>();
  return (
    <>
      <PageHead title={t("title")} about={t("about")} />
      <CallFilters search={address} change={change} />
      <CallTable search={address} open={(call) => change({ call }, true)} />
      <CallStory
        call={address.call}
        close={() => change({ call: undefined })}
        find={(tag) => change({ tag, call: undefined })}
      />
    </>
  );
}
