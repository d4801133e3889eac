import { ActionIcon, Button, Group, Select, Stack, Switch, Text, Textarea } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import classes from "./Entries.module.css";
import { Hits } from "./Hits";

const MOST = 200;
const ACTIONS = ["reject", "busy", "message"] as const;

type List = Shapes["CallerListOut"];
type Rule = Shapes["RuleOut"];
type Action = (typeof ACTIONS)[number];

/** What happens to those in a list, and which of the last calls it would have happened to. */
export function Rules({ list }: { list: List }) {
  const { t } = useTranslation("caller_lists");
  const found = api.useQuery("get", "/api/v1/caller-lists/rules", { params: { query: { limit: MOST } } });
  const rules = found.data?.items.filter((rule) => rule.caller_list_id === list.id) ?? [];
  return (
    <Stack gap="lg">
      <Text size="sm" c="dimmed">
        {t("rules.about")}
      </Text>
      {rules.length > 0 && (
        <ul className={classes.entries}>
          {rules.map((rule) => (
            <Applied key={rule.id} rule={rule} type={list.type} />
          ))}
        </ul>
      )}
      {found.data && rules.length === 0 && <Applying list={list} />}
      <Hits list={list.id} />
    </Stack>
  );
}

function Applied({ rule, type }: { rule: Rule; type: List["type"] }) {
  const { t } = useTranslation(["caller_lists", "kit"]);
  const { save, busy, trouble } = useSaving();
  const params = { path: { rule_id: rule.id } };
  const enable = (enabled: boolean) =>
    void save(() => client.PATCH("/api/v1/caller-lists/rules/{rule_id}", { params, body: { enabled } }));
  const remove = () => void save(() => client.DELETE("/api/v1/caller-lists/rules/{rule_id}", { params }));
  return (
    <li className={classes.entry}>
      <div>
        <Text size="sm" fw={500}>
          {t(type === "white" ? "action.pass" : `action.${rule.action}`)}
        </Text>
        <Text size="xs" c="dimmed">
          {[t(`direction.${rule.direction}`), t(`level.${rule.level}`), rule.text]
            .filter(Boolean)
            .join(" · ")}
        </Text>
        <Wrong trouble={trouble} />
      </div>
      <Group gap="xs" wrap="nowrap">
        <Switch
          aria-label={t("rules.enabled")}
          checked={rule.enabled}
          disabled={busy}
          onChange={(event) => enable(event.currentTarget.checked)}
        />
        <ActionIcon variant="subtle" color="gray" aria-label={t("rules.remove")} onClick={remove}>
          <IconTrash size={17} aria-hidden />
        </ActionIcon>
      </Group>
    </li>
  );
}

function Applying({ list }: { list: List }) {
  const { t } = useTranslation("caller_lists");
  const [action, setAction] = useState<Action>("reject");
  const [text, setText] = useState("");
  const { save, busy, trouble } = useSaving();
  const apply = (event: FormEvent) => {
    event.preventDefault();
    const base = {
      caller_list_id: list.id,
      direction: "inbound",
      level: "account",
      only_these: false,
    } as const;
    const words = action === "message" && list.type === "black" ? { text } : {};
    const body = { ...base, action, cause: "rejected", enabled: true, ...words } as const;
    void save(() => client.POST("/api/v1/caller-lists/rules", { body }));
  };
  return (
    <form onSubmit={apply} aria-busy={busy}>
      <Stack gap="sm">
        {list.type === "black" && (
          <Select
            label={t("rules.what")}
            data={ACTIONS.map((value) => ({ value, label: t(`action.${value}`) }))}
            value={action}
            allowDeselect={false}
            onChange={(value) => setAction(value as Action)}
          />
        )}
        {list.type === "black" && action === "message" && (
          <Textarea
            label={t("rules.words")}
            autosize
            minRows={2}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            required
          />
        )}
        <Wrong trouble={trouble} />
        <div>
          <Button type="submit" loading={busy}>
            {t("rules.apply")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
