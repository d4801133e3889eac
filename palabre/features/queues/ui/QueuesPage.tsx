import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { useMay } from "@/kit/useMay";
import { NewQueue } from "./NewQueue";
import type { QueueSearch } from "./page";
import { QueuePage } from "./QueuePage";
import { QueueTable } from "./QueueTable";

/** The queues of the company at this moment, or the one that was chosen. */
export default function QueuesPage() {
  const { t } = useTranslation("queues");
  const { edit: mayEdit } = useMay();
  const [address, change] = useAddress<QueueSearch>();
  const [making, setMaking] = useState(false);
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
        {mayEdit && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
            {t("new")}
          </Button>
        )}
      </PageHead>
      <QueueTable open={open} />
      <NewQueue opened={making} close={() => setMaking(false)} made={(queue) => open(queue, "agents")} />
    </>
  );
}
