import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "@/kit/Dialog";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { useMay } from "@/kit/useMay";
import { MailboxDrawer } from "./MailboxDrawer";
import { MailboxForm } from "./MailboxForm";
import { MailboxTable } from "./MailboxTable";
import type { MailboxSearch } from "./page";

/** The mailboxes that the reader may open, and the one that was chosen beside them. */
export default function VoicemailPage() {
  const { t } = useTranslation(["voicemail", "kit"]);
  const [address, change] = useAddress<MailboxSearch>();
  const [making, setMaking] = useState(false);
  const may = useMay();
  const open = (mailbox: string) => change({ mailbox }, true);
  const close = () => setMaking(false);
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        {may.edit && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
            {t("new")}
          </Button>
        )}
      </PageHead>
      <MailboxTable open={open} />
      <Dialog opened={making} close={close} size="lg" title={t("new")}>
        <MailboxForm close={close} made={open} />
      </Dialog>
      <MailboxDrawer mailbox={address.mailbox} close={() => change({ mailbox: undefined })} />
    </>
  );
}
