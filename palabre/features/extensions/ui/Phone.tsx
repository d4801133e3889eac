import { ActionIcon, Badge, Button, Code, CopyButton, Group, Stack, Text, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy, IconKey, IconPencil } from "@tabler/icons-react";
import { type FormEvent, Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { client, type Shapes } from "@/kit/api";
import { FormFoot } from "@/kit/FormFoot";
import { Removing } from "@/kit/Removing";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { NameAndLevel, type Named } from "./Phones";
import classes from "./Phones.module.css";

type Props = {
  phone: Shapes["DeviceOut"] | Shapes["DeviceLogin"];
  registration: Shapes["RegistrationOut"] | undefined;
  /** It has just been added: its login is shown at once. */
  fresh: boolean;
};

/** A phone: whether it is on, what has to be typed into it, its name and its turn. */
export function Phone({ phone, registration, fresh }: Props) {
  const { t } = useTranslation("extensions");
  const [changing, setChanging] = useState(false);
  const [told, setTold] = useState(fresh);
  const { save, trouble } = useSaving();
  const params = { path: { device_id: phone.id } };
  const remove = () => void save(() => client.DELETE("/api/v1/devices/{device_id}", { params }));
  if (changing) return <Changing phone={phone} close={() => setChanging(false)} />;
  return (
    <li className={classes.item}>
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Group gap="sm">
            <Text fw={500}>{phone.name}</Text>
            <Badge variant="dot" color={registration ? "leaf" : "gray"}>
              {t(registration ? "phone.on" : "phone.off")}
            </Badge>
          </Group>
          <Group gap={4} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t("phones.change", { name: phone.name })}
              onClick={() => setChanging(true)}
            >
              <IconPencil size={17} aria-hidden />
            </ActionIcon>
            <Removing small what={phone.name} about={t("remove.phone")} remove={remove} />
          </Group>
        </Group>
        <Text size="xs" c="dimmed">
          {[t("phones.turn", { level: phone.level }), registration?.user_agent, registration?.address]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        <Wrong trouble={trouble} />
        {told ? (
          <Login phone={phone} />
        ) : (
          <div>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconKey size={15} aria-hidden />}
              onClick={() => setTold(true)}
            >
              {t("phones.showLogin")}
            </Button>
          </div>
        )}
      </Stack>
    </li>
  );
}

function Changing({ phone, close }: { phone: Props["phone"]; close: () => void }) {
  const [form, setForm] = useState<Named>({ name: phone.name, level: phone.level });
  const { save, busy, trouble } = useSaving();
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    const params = { path: { device_id: phone.id } };
    if (await save(() => client.PATCH("/api/v1/devices/{device_id}", { params, body: form }))) close();
  };
  return (
    <li className={classes.item}>
      <form onSubmit={keep} aria-busy={busy}>
        <Stack gap="sm">
          <NameAndLevel form={form} set={setForm} />
          <FormFoot busy={busy} trouble={trouble} close={close} />
        </Stack>
      </form>
    </li>
  );
}

/** What has to be typed into the phone. */
function Login({ phone }: Pick<Props, "phone">) {
  const { t } = useTranslation("extensions");
  const fields = {
    username: phone.username,
    ...("secret" in phone && { secret: phone.secret }),
    server: phone.endpoint.slice(phone.endpoint.indexOf("@") + 1),
  };
  return (
    <dl className={classes.login}>
      {Object.entries(fields).map(([field, value]) => (
        <Fragment key={field}>
          <dt>{t(`phones.${field}`)}</dt>
          <dd>
            <Code>{value}</Code>
          </dd>
          <dd>
            <Copy what={t(`phones.${field}`)} value={value} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}

function Copy({ what, value }: { what: string; value: string }) {
  const { t } = useTranslation("extensions");
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={t(copied ? "phones.copied" : "phones.copy", { what })}>
          <ActionIcon
            variant="subtle"
            color={copied ? "leaf" : "gray"}
            aria-label={t(copied ? "phones.copied" : "phones.copy", { what })}
            onClick={copy}
          >
            {copied ? <IconCheck size={17} aria-hidden /> : <IconCopy size={17} aria-hidden />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
