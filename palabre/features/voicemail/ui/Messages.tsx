import { SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { BY_PAGES, More } from "@/kit/More";
import { Sorry } from "@/kit/Sorry";
import { belongs, type Mailbox } from "./around";
import { BeingLeft } from "./BeingLeft";
import { MessageCard } from "./MessageCard";
import classes from "./Messages.module.css";

const PER_PAGE = 20;
const EVERY_MS = 10_000;
const WANTED = {
  all: {},
  new: { heard: false },
  urgent: { urgent: true },
  done: { done: true },
} as const;

type Wanted = keyof typeof WANTED;

/** What was left in a mailbox, newest first. */
export function Messages({ mailbox }: { mailbox: Mailbox }) {
  const { t } = useTranslation(["voicemail", "kit"]);
  const [wanted, setWanted] = useState<Wanted>("all");
  const shared = belongs(mailbox) === "shared";
  const kinds = (["all", "new", "urgent", "done"] as const).filter((each) => shared || each !== "done");
  const params = { path: { mailbox_id: mailbox.id }, query: { limit: PER_PAGE, ...WANTED[wanted] } };
  const found = api.useInfiniteQuery(
    "get",
    "/api/v1/mailboxes/{mailbox_id}/messages",
    { params },
    {
      ...BY_PAGES,
      refetchInterval: EVERY_MS,
    },
  );
  const messages = found.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="md">
      <SegmentedControl
        fullWidth
        aria-label={t("show.name")}
        data={kinds.map((value) => ({ value, label: t(`show.${value}`) }))}
        value={wanted}
        onChange={(value) => setWanted(value as Wanted)}
      />
      <BeingLeft mailbox={mailbox.id} />
      {found.isPending && <Skeleton height={120} />}
      {!messages && found.error && <Sorry error={found.error} again={found.refetch} />}
      {messages?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(wanted === "all" ? "message.none" : "message.noneSuch")}
        </Text>
      )}
      <ul className={classes.messages} aria-label={t("tab.messages")}>
        {messages?.map((each) => (
          <MessageCard key={each.id} message={each} shared={shared} />
        ))}
      </ul>
      <More of={found} />
    </Stack>
  );
}
