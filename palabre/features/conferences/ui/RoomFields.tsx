import { Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { NumberField } from "@/kit/NumberField";
import type { RoomRules } from "./around";

const [FEWEST, MOST] = [2, 50];

type Props = {
  shown: RoomRules;
  set: (wanted: Partial<RoomRules>) => void;
  wrong: (field: string) => string | undefined;
};

/** What can be said of a room. */
export function RoomFields({ shown, set, wrong }: Props) {
  const { t } = useTranslation("conferences");
  return (
    <>
      <TextInput
        label={t("field.name")}
        error={wrong("name")}
        value={shown.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        required
        data-autofocus
      />
      <TextInput
        label={t("field.number")}
        description={t("field.numberAbout")}
        inputMode="numeric"
        error={wrong("number")}
        value={shown.number ?? ""}
        onChange={(event) => set({ number: event.currentTarget.value.trim() || null })}
      />
      <TextInput
        label={t("field.pin")}
        description={t("field.pinAbout")}
        inputMode="numeric"
        autoComplete="off"
        error={wrong("pin")}
        value={shown.pin ?? ""}
        onChange={(event) => set({ pin: event.currentTarget.value.trim() || null })}
      />
      <NumberField
        label={t("field.max_members")}
        min={FEWEST}
        max={MOST}
        unit={t("people")}
        error={wrong("max_members")}
        value={shown.max_members}
        change={(value) => value !== null && value !== undefined && set({ max_members: value })}
      />
      <Switch
        label={t("field.announce")}
        description={t("field.announceAbout")}
        checked={shown.announce}
        onChange={(event) => set({ announce: event.currentTarget.checked })}
      />
      <Switch
        label={t("field.record")}
        description={t("field.recordAbout")}
        checked={shown.record}
        onChange={(event) => set({ record: event.currentTarget.checked })}
      />
    </>
  );
}
