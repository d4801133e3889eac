import { useTranslation } from "react-i18next";
import { Making } from "@/kit/Making";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { MailboxDrawer } from "./MailboxDrawer";
import { MailboxForm } from "./MailboxForm";
import { MailboxTable } from "./MailboxTable";
import type { MailboxSearch } from "./page";

/** The mailboxes that the reader may open, and the one that was chosen beside them. */
export default function VoicemailPage() {
  const { t } = useTranslation("voicemail");
  const [address, change] = useAddress<MailboxSearch>();
  const open = (mailbox: string) => change({ mailbox }, true);
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Making name={t("new")} size="lg">
          {(close) => <MailboxForm close={close} made={open} />}
        </Making>
      </PageHead>
      <MailboxTable open={open} />
      <MailboxDrawer mailbox={address.mailbox} close={() => change({ mailbox: undefined })} />
    </>
  );
}
