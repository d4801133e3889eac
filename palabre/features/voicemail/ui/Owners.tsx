import { Input, MultiSelect, SegmentedControl, Select, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Shapes } from "@/kit/api";
import { useThings } from "@/kit/things";
import type { Belongs } from "./around";

const KINDS = ["person", "shared", "number"] as const;
const NOBODY = { extension_id: null, number_id: null, group_id: null, member_ids: [] };

type Whose = {
  extension_id?: string | null;
  number_id?: string | null;
  group_id?: string | null;
  member_ids: string[];
};
type Props = { first: Belongs; owners: Whose; set: (wanted: Shapes["MailboxChange"]) => void };

/** Whose a mailbox is; its lamp is lit on their phones. */
export function Owners({ first, owners, set }: Props) {
  const { t } = useTranslation("voicemail");
  const [kind, setKind] = useState(first);
  const extensions = useThings("extension");
  const departments = useThings("department");
  const numbers = useThings("number");
  const turn = (wanted: string) => {
    setKind(wanted as Belongs);
    set(NOBODY);
  };
  return (
    <Stack gap="xs">
      <Input.Label component="div">{t("column.belongs")}</Input.Label>
      <SegmentedControl
        fullWidth
        aria-label={t("column.belongs")}
        data={KINDS.map((value) => ({ value, label: t(`belongs.${value}`) }))}
        value={kind}
        onChange={turn}
      />
      {kind === "person" && (
        <Select
          aria-label={t("form.person")}
          placeholder={t("form.person")}
          data={extensions}
          value={owners.extension_id ?? null}
          onChange={(extension_id) => set({ extension_id })}
          searchable
          clearable
        />
      )}
      {kind === "number" && (
        <Select
          aria-label={t("form.publicNumber")}
          placeholder={t("form.publicNumber")}
          data={numbers}
          value={owners.number_id ?? null}
          onChange={(number_id) => set({ number_id })}
          searchable
          clearable
        />
      )}
      {kind === "shared" && (
        <>
          <Select
            aria-label={t("form.department")}
            placeholder={t("form.department")}
            data={departments}
            value={owners.group_id ?? null}
            onChange={(group_id) => set({ group_id })}
            clearable
          />
          <MultiSelect
            aria-label={t("form.members")}
            placeholder={t("form.members")}
            data={extensions}
            value={owners.member_ids}
            onChange={(member_ids) => set({ member_ids })}
            searchable
          />
        </>
      )}
    </Stack>
  );
}
