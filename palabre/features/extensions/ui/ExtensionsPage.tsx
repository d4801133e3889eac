import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { ExtensionDrawer } from "./ExtensionDrawer";
import { ExtensionTable } from "./ExtensionTable";
import { NewExtension } from "./NewExtension";
import type { ExtensionSearch } from "./page";

/** The extensions of the company, and the one that was chosen beside them. */
export default function ExtensionsPage() {
  const { t } = useTranslation("extensions");
  const [address, change] = useAddress<ExtensionSearch>();
  const [making, setMaking] = useState(false);
  const open = (extension: string) => change({ extension }, true);
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
          {t("new")}
        </Button>
      </PageHead>
      <ExtensionTable open={open} />
      <NewExtension opened={making} close={() => setMaking(false)} made={open} />
      <ExtensionDrawer extension={address.extension} close={() => change({ extension: undefined })} />
    </>
  );
}
