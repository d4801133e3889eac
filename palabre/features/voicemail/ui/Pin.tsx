import { Checkbox, Group, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Shapes } from "@/kit/api";
import type { Mailbox } from "./around";

type Props = {
  known: boolean;
  pin: string | null | undefined;
  ask: Mailbox["ask_pin"];
  set: (wanted: Shapes["MailboxChange"]) => void;
};

/** The digits that open a mailbox, and when they are asked. One that is kept is never shown. */
export function Pin({ known, pin, ask, set }: Props) {
  const { t } = useTranslation("voicemail");
  return (
    <Group align="flex-start" grow>
      <TextInput
        label={t("pin.name")}
        description={t("pin.about")}
        placeholder={t(known && pin !== null ? "pin.kept" : "pin.none")}
        inputMode="numeric"
        autoComplete="off"
        pattern="[0-9]{4,10}"
        disabled={pin === null}
        value={pin ?? ""}
        onChange={(event) => set({ pin: event.currentTarget.value || undefined })}
      />
      <div>
        <Select
          label={t("pin.asked")}
          data={(["elsewhere", "always"] as const).map((value) => ({ value, label: t(`pin.${value}`) }))}
          value={ask}
          allowDeselect={false}
          onChange={(value) => set({ ask_pin: value as Mailbox["ask_pin"] })}
        />
        {known && (
          <Checkbox
            mt="xs"
            label={t("pin.remove")}
            checked={pin === null}
            onChange={(event) => set({ pin: event.currentTarget.checked ? null : undefined })}
          />
        )}
      </div>
    </Group>
  );
}
