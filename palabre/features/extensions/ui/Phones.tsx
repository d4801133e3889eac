import { Button, Group, NumberInput, Stack, Text, TextInput } from "@mantine/core";
import { IconDeviceLandlinePhone, IconPlus } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Empty } from "@/kit/Empty";
import { FormFoot } from "@/kit/FormFoot";
import { Loaded } from "@/kit/Loaded";
import { useSaving } from "@/kit/useSaving";
import { useRegistered } from "./around";
import { Phone } from "./Phone";
import classes from "./Phones.module.css";

const MOST = 200;
const MOST_LEVEL = 10;

/** The phones of an extension, each with what has to be typed into it. */
export function Phones({ extension }: { extension: string }) {
  const params = { path: { extension_id: extension }, query: { limit: MOST } };
  const found = api.useQuery("get", "/api/v1/extensions/{extension_id}/devices", { params });
  return (
    <Loaded query={found} rows={2}>
      {({ items }) => <List extension={extension} phones={items} />}
    </Loaded>
  );
}

function List({ extension, phones }: { extension: string; phones: Shapes["DeviceOut"][] }) {
  const { t } = useTranslation("extensions");
  const registered = useRegistered();
  const [adding, setAdding] = useState(false);
  const [fresh, setFresh] = useState<string>();
  return (
    <Stack gap="md">
      {phones.length === 0 && !adding && (
        <Empty icon={IconDeviceLandlinePhone} title={t("phones.none")} text={t("phones.noneYet")} />
      )}
      <ul className={classes.items}>
        {phones.map((phone) => (
          <Phone
            key={phone.id}
            phone={phone}
            registration={registered?.get(phone.id)}
            fresh={phone.id === fresh}
          />
        ))}
      </ul>
      {phones.length > 1 && (
        <Text size="xs" c="dimmed">
          {t("phones.levelAbout")}
        </Text>
      )}
      {adding ? (
        <Adding extension={extension} close={() => setAdding(false)} made={setFresh} />
      ) : (
        <div>
          <Button
            variant="light"
            leftSection={<IconPlus size={17} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t("phones.add")}
          </Button>
        </div>
      )}
    </Stack>
  );
}

type AddingProps = { extension: string; close: () => void; made: (phone: string) => void };

function Adding({ extension, close, made }: AddingProps) {
  const [form, setForm] = useState<Named>({ name: "", level: 1 });
  const { t } = useTranslation("extensions");
  const { save, busy, trouble } = useSaving();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const params = { path: { extension_id: extension } };
    const body = { ...form, dtmf: "auto", enabled: true } as const;
    const kept = await save(async () => {
      const { data } = await client.POST("/api/v1/extensions/{extension_id}/devices", { params, body });
      if (data) made(data.id);
    });
    if (kept) close();
  };
  return (
    <form onSubmit={add} aria-busy={busy} className={classes.item}>
      <Stack gap="sm">
        <NameAndLevel form={form} set={setForm} />
        <FormFoot busy={busy} trouble={trouble} close={close} does={t("phones.add")} />
      </Stack>
    </form>
  );
}

export type Named = { name: string; level: number };

/** What a phone is called, and when it rings among the others. */
export function NameAndLevel({ form, set }: { form: Named; set: (form: Named) => void }) {
  const { t } = useTranslation("extensions");
  return (
    <Group align="flex-start" wrap="nowrap">
      <TextInput
        flex={1}
        label={t("phones.name")}
        placeholder={t("phones.namedFor")}
        value={form.name}
        onChange={(event) => set({ ...form, name: event.currentTarget.value })}
        required
        data-autofocus
      />
      <NumberInput
        w={110}
        label={t("phones.level")}
        min={1}
        max={MOST_LEVEL}
        allowDecimal={false}
        value={form.level}
        onChange={(typed) => typeof typed === "number" && set({ ...form, level: typed })}
        required
      />
    </Group>
  );
}
