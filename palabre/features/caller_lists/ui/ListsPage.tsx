import { useTranslation } from "react-i18next";
import { Making } from "@/kit/Making";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { ListDrawer } from "./ListDrawer";
import { ListTable } from "./ListTable";
import { NewList } from "./NewList";
import type { ListSearch } from "./page";

/** The black and white lists, and the one that was chosen beside them. */
export default function ListsPage() {
  const { t } = useTranslation("caller_lists");
  const [address, change] = useAddress<ListSearch>();
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Making name={t("new")}>
          {(close) => <NewList close={close} made={(list) => change({ list }, true)} />}
        </Making>
      </PageHead>
      <ListTable open={(list) => change({ list }, true)} />
      <ListDrawer list={address.list} close={() => change({ list: undefined })} />
    </>
  );
}
