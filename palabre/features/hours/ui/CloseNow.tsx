import { Button, Group, Menu } from "@mantine/core";
import { IconChevronDown, IconDoor, IconDoorOff, IconRotate2 } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

type Order = Shapes["OverrideNew"];
type Choice = { key: string; rest: Omit<Order, "state"> };

const CHOICES: Choice[] = [
  { key: "hour", rest: { hours: 1, until: "further_notice" } },
  { key: "twoHours", rest: { hours: 2, until: "further_notice" } },
  { key: "tomorrow", rest: { until: "tomorrow" } },
  { key: "furtherNotice", rest: { until: "further_notice" } },
];

/** Closes or opens out of turn, and goes back to the schedule. */
export function CloseNow({ schedule, overridden }: { schedule: string; overridden: boolean }) {
  const { t } = useTranslation("hours");
  const { save, busy, trouble } = useSaving();
  const params = { path: { schedule_id: schedule } };
  const give = (state: Order["state"], rest: Choice["rest"]) =>
    void save(() =>
      client.POST("/api/v1/schedules/{schedule_id}/override", { params, body: { state, ...rest } }),
    );
  const lift = () => void save(() => client.DELETE("/api/v1/schedules/{schedule_id}/override", { params }));
  return (
    <>
      <Group gap="xs">
        <Ordering state="closed" busy={busy} give={give} />
        <Ordering state="open" busy={busy} give={give} />
        {overridden && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconRotate2 size={17} aria-hidden />}
            loading={busy}
            onClick={lift}
          >
            {t("order.lift")}
          </Button>
        )}
      </Group>
      <Wrong trouble={trouble} />
    </>
  );
}

type Ordered = {
  state: Order["state"];
  busy: boolean;
  give: (state: Order["state"], rest: Choice["rest"]) => void;
};

function Ordering({ state, busy, give }: Ordered) {
  const { t } = useTranslation("hours");
  const Icon = state === "closed" ? IconDoorOff : IconDoor;
  return (
    <Menu position="bottom-start" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          loading={busy}
          leftSection={<Icon size={17} aria-hidden />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
        >
          {t(`order.${state}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map(({ key, rest }) => (
          <Menu.Item key={key} onClick={() => give(state, rest)}>
            {t(`order.${key}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
