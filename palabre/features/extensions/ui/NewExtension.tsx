import { Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { useFreeNumber } from "@/kit/useFreeNumber";
import { useSaving } from "@/kit/useSaving";
import { type Extension, useDepartments } from "./around";

const KINDS = ["internal", "mobile", "external"] as const;

type Props = { close: () => void; made: (extension: string) => void };

/** Asks for what an extension cannot be without. */
export function NewExtension({ close, made }: Props) {
  const { t } = useTranslation("extensions");
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Extension["kind"]>("internal");
  const [outside, setOutside] = useState("");
  const [group, setGroup] = useState<string | null>(null);
  const [number, setNumber] = useFreeNumber();
  const departments = useDepartments();
  const { save, busy, trouble } = useSaving();
  const keep = (event: FormEvent) => {
    event.preventDefault();
    void save(async () => {
      const rest = { ring_seconds: 30, enabled: true, rings: "together", do_not_disturb: false } as const;
      const waiting = { call_waiting: true, calls_at_once: 2 };
      const body = { ...rest, ...waiting, name, number: number.trim(), kind, group_id: group };
      const { data } = await client.POST("/api/v1/extensions", {
        body: { ...body, outside: kind === "internal" ? null : outside },
      });
      close();
      if (data) made(data.id);
    });
  };
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Stack gap="md">
        <TextInput
          label={t("column.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          required
          data-autofocus
        />
        <TextInput
          label={t("column.number")}
          description={t("form.numberAbout")}
          inputMode="numeric"
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          required
        />
        <Select
          label={t("column.kind")}
          description={t(`kindAbout.${kind}`)}
          data={KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(value as Extension["kind"])}
        />
        {kind !== "internal" && (
          <TextInput
            label={t("form.outside")}
            value={outside}
            onChange={(event) => setOutside(event.currentTarget.value)}
            required
          />
        )}
        {departments.length > 0 && (
          <Select
            label={t("column.department")}
            placeholder={t("form.noDepartment")}
            data={departments.map(({ id, name: label }) => ({ value: id, label }))}
            value={group}
            onChange={setGroup}
            clearable
          />
        )}
        <FormFoot busy={busy} trouble={trouble} close={close} />
      </Stack>
    </form>
  );
}
