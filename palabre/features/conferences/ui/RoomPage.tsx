import { Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { LiveMark } from "@/kit/LiveMark";
import { OnePage } from "@/kit/OnePage";
import { PageHead } from "@/kit/PageHead";
import { Members } from "./Members";
import { Settings } from "./Settings";

/** One room: who is in it, and how it works. */
export function RoomPage({ room, back }: { room: string; back: () => void }) {
  const { t } = useTranslation("conferences");
  const params = { params: { path: { conference_id: room } } };
  const found = api.useQuery("get", "/api/v1/conferences/{conference_id}", params);
  return (
    <OnePage query={found} list={t("back")} back={back}>
      {(data) => (
        <>
          <PageHead title={data.name} about={data.number ?? t("noNumber")}>
            <LiveMark />
          </PageHead>
          <Stack gap="lg">
            <Members room={room} most={data.max_members} />
            <Settings conference={data} removed={back} />
          </Stack>
        </>
      )}
    </OnePage>
  );
}
