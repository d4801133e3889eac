import { useTranslation } from "react-i18next";
import { Making } from "@/kit/Making";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { NewQueue } from "./NewQueue";
import type { QueueSearch } from "./page";
import { QueuePage } from "./QueuePage";
import { QueueTable } from "./QueueTable";

/** The queues of the company at this moment, or the one that was chosen. */
export default function QueuesPage() {
  const { t } = useTranslation("queues");
  const [address, change] = useAddress<QueueSearch>();
  const open = (queue: string, tab?: QueueSearch["tab"]) => change({ queue, tab }, true);
  if (address.queue)
    return (
      <QueuePage
        key={address.queue}
        queue={address.queue}
        tab={address.tab ?? "now"}
        choose={(tab) => change({ tab })}
        back={() => change({ queue: undefined, tab: undefined }, true)}
      />
    );
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Making name={t("new")}>
          {(close) => <NewQueue close={close} made={(queue) => open(queue, "agents")} />}
        </Making>
      </PageHead>
      <QueueTable open={open} />
    </>
  );
}
