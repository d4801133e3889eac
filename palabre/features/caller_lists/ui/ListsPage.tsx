import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
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
  const [making, setMaking] = useState(false);
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
          {t("new")}
        </Button>
      </PageHead>
      <ListTable open={(list) => change({ list }, true)} />
      <NewList opened={making} close={() => setMaking(false)} made={(list) => change({ list }, true)} />
      <ListDrawer list={address.list} close={() => change({ list: undefined })} />
    </>
  );
}
