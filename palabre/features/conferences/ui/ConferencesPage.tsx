import { useTranslation } from "react-i18next";
import { Making } from "@/kit/Making";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { NewRoom } from "./NewRoom";
import type { RoomSearch } from "./page";
import { RoomPage } from "./RoomPage";
import { RoomTable } from "./RoomTable";

/** The company's conference rooms, or the one that was chosen. */
export default function ConferencesPage() {
  const { t } = useTranslation("conferences");
  const [address, change] = useAddress<RoomSearch>();
  const open = (room: string | undefined) => change({ room }, true);
  if (address.room) return <RoomPage key={address.room} room={address.room} back={() => open(undefined)} />;
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        <Making name={t("new")}>{(close) => <NewRoom close={close} made={open} />}</Making>
      </PageHead>
      <RoomTable open={open} />
    </>
  );
}
