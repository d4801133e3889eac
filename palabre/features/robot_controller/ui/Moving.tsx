import { ActionIcon, Popover, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconClockEdit } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { phoneNumber } from "@/kit/phoneNumber";
import { useTimeZone } from "@/kit/timeZone";
import { useSaving } from "@/kit/useSaving";
import { instant, wall } from "@/kit/zone";
import type { Entry } from "./around";

/** Calls a lost caller at another time, told in the company's time zone. */
export function Moving({ entry }: { entry: Entry }) {
  const { t } = useTranslation("robot_controller");
  const [opened, popover] = useDisclosure(false);
  const number = phoneNumber(entry.number);
  return (
    <Popover
      opened={opened}
      onChange={popover.toggle}
      width={300}
      position="bottom-end"
      withArrow
      trapFocus
      shadow="md"
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("moveWho", { number })}
          onClick={popover.toggle}
        >
          <IconClockEdit size={17} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("moveWho", { number })}>
        {opened && <Form entry={entry} close={popover.close} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Form({ entry, close }: { entry: Entry; close: () => void }) {
  const { t } = useTranslation("robot_controller");
  const zone = useTimeZone();
  const [typed, setTyped] = useState(wall(entry.due_at, zone));
  const { save, busy, trouble } = useSaving();
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const params = { path: { robot_entry_id: entry.id } };
    const body = { due_at: instant(typed, zone) };
    if (await save(() => client.PATCH("/api/v1/robot-entries/{robot_entry_id}", { params, body }))) close();
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="sm">
        <TextInput
          type="datetime-local"
          label={t("at")}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          required
        />
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}
