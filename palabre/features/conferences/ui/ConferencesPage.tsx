import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PageHead } from "@/kit/PageHead";
import { useAddress } from "@/kit/page";
import { useMay } from "@/kit/useMay";
import { NewRoom } from "./NewRoom";
import type { RoomSearch } from "./page";
import { RoomPage } from "./RoomPage";
import { RoomTable } from "./RoomTable";

/** The company's conference rooms, or the one that was chosen. */
export default function ConferencesPage() {
  const { t } = useTranslation("conferences");
  const { edit: mayEdit } = useMay();
  const [address, change] = useAddress<RoomSearch>();
  const [making, setMaking] = useState(false);
  const open = (room: string | undefined) => change({ room }, true);
  if (address.room) return <RoomPage key={address.room} room={address.room} back={() => open(undefined)} />;
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        {mayEdit && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setMaking(true)}>
            {t("new")}
          </Button>
        )}
      </PageHead>
      <RoomTable open={open} />
      <NewRoom opened={making} close={() => setMaking(false)} made={open} />
    </>
  );
}
