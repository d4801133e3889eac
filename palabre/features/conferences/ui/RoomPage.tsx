import { Anchor, Stack } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { LiveMark } from "@/kit/LiveMark";
import { PageHead } from "@/kit/PageHead";
import { Sorry } from "@/kit/Sorry";
import { Waiting } from "@/kit/Waiting";
import { Members } from "./Members";
import { Settings } from "./Settings";

/** One room: who is in it, and how it works. */
export function RoomPage({ room, back }: { room: string; back: () => void }) {
  const { t } = useTranslation("conferences");
  const params = { params: { path: { conference_id: room } } };
  const found = api.useQuery("get", "/api/v1/conferences/{conference_id}", params);
  return (
    <Stack gap="xs">
      <div>
        <Anchor component="button" size="sm" onClick={back}>
          <IconArrowLeft size={15} aria-hidden style={{ verticalAlign: "-2px" }} /> {t("back")}
        </Anchor>
      </div>
      {found.data ? (
        <div>
          <PageHead title={found.data.name} about={found.data.number ?? t("noNumber")}>
            <LiveMark />
          </PageHead>
          <Stack gap="lg">
            <Members room={room} most={found.data.max_members} />
            <Settings conference={found.data} removed={back} />
          </Stack>
        </div>
      ) : found.isPending ? (
        <Waiting rows={4} />
      ) : (
        <Sorry error={found.error} again={found.refetch} />
      )}
    </Stack>
  );
}
