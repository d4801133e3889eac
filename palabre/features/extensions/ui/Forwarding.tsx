import { ActionIcon, Alert, Badge, Button, Group, Stack, Switch, Text, Title } from "@mantine/core";
import { IconPencil, IconPlus, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/kit/api";
import { spoken } from "@/kit/format";
import { Loaded } from "@/kit/Loaded";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { leadsTo, type Rule } from "./around";
import { ForwardForm } from "./ForwardForm";
import classes from "./Phones.module.css";

type Kind = Rule["kind"];

/** Where an extension's calls go instead: always, and when it misses them. */
export function Forwarding({ extension }: { extension: string }) {
  const params = { params: { path: { extension_id: extension } } };
  const found = api.useQuery("get", "/api/v1/extensions/{extension_id}/forwarding", params);
  return (
    <Loaded query={found} rows={4}>
      {({ kinds, rules }) => (
        <Stack gap="xl">
          {kinds.map((kind) => (
            <OneKind
              key={kind}
              extension={extension}
              kind={kind}
              rules={rules.filter((each) => each.kind === kind)}
            />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function OneKind({ extension, kind, rules }: { extension: string; kind: Kind; rules: Rule[] }) {
  const { t } = useTranslation("extensions");
  const [edited, setEdited] = useState<string>();
  const close = () => setEdited(undefined);
  const name = t(`forward.kind.${kind}`);
  return (
    <section aria-label={name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb={rules.length || edited ? "sm" : 0}>
        <div>
          <Title order={3} size="h6">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {t(`forward.about.${kind}`)}
          </Text>
        </div>
        {edited !== "new" && (
          <Button
            variant="light"
            size="xs"
            flex="none"
            leftSection={<IconPlus size={15} aria-hidden />}
            aria-label={t("forward.add", { kind: name })}
            onClick={() => setEdited("new")}
          >
            {t("forward.adding")}
          </Button>
        )}
      </Group>
      <ul className={classes.items}>
        {rules.map((rule) => (
          <li key={rule.id} className={classes.item}>
            {edited === rule.id ? (
              <ForwardForm extension={extension} kind={kind} rule={rule} close={close} />
            ) : (
              <Shown rule={rule} edit={() => setEdited(rule.id)} />
            )}
          </li>
        ))}
        {edited === "new" && (
          <li className={classes.item}>
            <ForwardForm extension={extension} kind={kind} close={close} />
          </li>
        )}
      </ul>
    </section>
  );
}

function Shown({ rule, edit }: { rule: Rule; edit: () => void }) {
  const { t } = useTranslation("extensions");
  const { save, busy, trouble } = useSaving();
  const params = { path: { extension_id: rule.extension_id, forward_id: rule.id } };
  const path = "/api/v1/extensions/{extension_id}/forwarding/{forward_id}";
  const to = leadsTo(rule).join(t(rule.together ? "forward.and" : "forward.next"));
  const enable = (enabled: boolean) => void save(() => client.PATCH(path, { params, body: { enabled } }));
  const remove = () => void save(() => client.DELETE(path, { params }));
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Group gap="xs">
            <Text fw={500} c={rule.enabled ? undefined : "dimmed"}>
              {to}
            </Text>
            {limited(rule) && (
              <Badge variant="light" color="gray">
                {t("forward.limited")}
              </Badge>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {[
              rule.ring_seconds && t("forward.after", { seconds: spoken(rule.ring_seconds) }),
              rule.targets.some((each) => each.kind === "number") && t(`forward.showing.${rule.shown}`),
              rule.author === "code" && t("forward.byPhone"),
            ]
              .filter(Boolean)
              .join(" · ")}
          </Text>
        </div>
        <Group gap={4} wrap="nowrap">
          <Switch
            aria-label={t("forward.enabled", { to })}
            checked={rule.enabled}
            disabled={busy}
            onChange={(event) => enable(event.currentTarget.checked)}
          />
          <ActionIcon variant="subtle" color="gray" aria-label={t("forward.change", { to })} onClick={edit}>
            <IconPencil size={17} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" aria-label={t("forward.remove", { to })} onClick={remove}>
            <IconTrash size={17} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {rule.warnings.map((warning) => (
        <Alert key={warning.message} color="orange" variant="light" p="xs">
          {warning.message}
        </Alert>
      ))}
      <Wrong trouble={trouble} />
    </Stack>
  );
}

/** Whether a rule holds for some callers or at some times only. */
function limited(rule: Rule): boolean {
  return Boolean(rule.schedule_id || rule.caller_list_id || rule.callers.length);
}
