import { Button, Stack } from "@mantine/core";
import { IconClockHour4, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Empty } from "@/kit/Empty";
import { Loaded } from "@/kit/Loaded";
import { PageHead } from "@/kit/PageHead";
import panel from "@/kit/Panel.module.css";
import { useMay } from "@/kit/useMay";
import { ScheduleCard } from "./ScheduleCard";
import { ScheduleForm } from "./ScheduleForm";

const MOST = 200;

type Schedule = Shapes["ScheduleOut"];

/** The schedules, whether each is open now, and the week to come. */
export default function HoursPage() {
  const { t } = useTranslation("hours");
  const [edited, setEdited] = useState<Schedule | "new">();
  const may = useMay();
  return (
    <>
      <PageHead title={t("title")} about={t("about")}>
        {may.edit && (
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited("new")}>
            {t("new")}
          </Button>
        )}
      </PageHead>
      <Schedules edit={setEdited} />
      <ScheduleForm
        key={typeof edited === "object" ? edited.id : edited}
        edited={edited}
        close={() => setEdited(undefined)}
      />
    </>
  );
}

function Schedules({ edit }: { edit: (schedule: Schedule) => void }) {
  const { t } = useTranslation("hours");
  const found = api.useQuery("get", "/api/v1/schedules", { params: { query: { limit: MOST } } });
  return (
    <Loaded query={found} rows={4}>
      {({ items }) =>
        items.length ? (
          <Stack gap="lg">
            {items.map((schedule) => (
              <ScheduleCard key={schedule.id} schedule={schedule} edit={() => edit(schedule)} />
            ))}
          </Stack>
        ) : (
          <section className={panel.panel}>
            <Empty icon={IconClockHour4} title={t("none")} text={t("noneYet")} />
          </section>
        )
      }
    </Loaded>
  );
}
