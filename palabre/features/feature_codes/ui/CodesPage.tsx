import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Dialog } from "@/kit/Dialog";
import { PageHead } from "@/kit/PageHead";
import { useMay } from "@/kit/useMay";
import { CodeForm } from "./CodeForm";
import { CodeTable } from "./CodeTable";

/** What can be dialled on a phone: to be looked up, printed, changed. */
export default function CodesPage() {
  const { t } = useTranslation(["feature_codes", "kit"]);
  const may = useMay();
  const [edited, setEdited] = useState<Shapes["FeatureCodeOut"]>();
  const found = api.useQuery("get", "/api/v1/feature-codes");
  const close = () => setEdited(undefined);
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Button
          variant="default"
          data-screen-only
          leftSection={<IconPrinter size={18} aria-hidden />}
          onClick={() => window.print()}
        >
          {t("print")}
        </Button>
      </PageHead>
      <CodeTable found={found} edit={may.edit ? setEdited : undefined} />
      <Dialog opened={edited !== undefined} close={close} title={t("change")}>
        {edited && <CodeForm code={edited} close={close} />}
      </Dialog>
    </>
  );
}
