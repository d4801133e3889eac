import { ActionIcon, Button, Group, Skeleton, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconPlus, IconSearch, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { BY_PAGES, More } from "@/kit/More";
import { phoneNumber } from "@/kit/phoneNumber";
import { serviceNow } from "@/kit/service";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import classes from "./Entries.module.css";

const PER_PAGE = 50;
const TYPING_MS = 250;

/** Who is in a list: to be searched, added to, taken out of. */
export function Entries({ list }: { list: string }) {
  const { t } = useTranslation(["caller_lists", "kit"]);
  const [typed, setTyped] = useState("");
  const [search] = useDebouncedValue(typed, TYPING_MS);
  const { save, trouble } = useSaving();
  const found = api.useInfiniteQuery(
    "get",
    "/api/v1/caller-lists/{caller_list_id}/entries",
    { params: { path: { caller_list_id: list }, query: { limit: PER_PAGE, search: search || undefined } } },
    BY_PAGES,
  );
  const remove = (entry_id: string) =>
    void save(() =>
      client.DELETE("/api/v1/caller-lists/{caller_list_id}/entries/{entry_id}", {
        params: { path: { caller_list_id: list, entry_id } },
      }),
    );
  const entries = found.data?.pages.flatMap((page) => page.items);
  return (
    <Stack gap="md">
      <Adding list={list} />
      <TextInput
        aria-label={t("entries.search")}
        placeholder={t("entries.search")}
        leftSection={<IconSearch size={17} aria-hidden />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Wrong trouble={trouble} />
      {!entries && <Skeleton height={120} />}
      {entries?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(search ? "entries.notFound" : "entries.none")}
        </Text>
      )}
      <ul className={classes.entries}>
        {entries?.map((entry) => (
          <Entry key={entry.id} entry={entry} remove={() => remove(entry.id)} />
        ))}
      </ul>
      <More of={found} />
    </Stack>
  );
}

function Adding({ list }: { list: string }) {
  const { t } = useTranslation(["caller_lists", "kit"]);
  const [value, setValue] = useState("");
  const [comment, setComment] = useState("");
  const { save, busy, trouble } = useSaving();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const body = { entries: [{ value, comment: comment.trim() || null }] };
    const params = { path: { caller_list_id: list } };
    if (await save(() => client.POST("/api/v1/caller-lists/{caller_list_id}/entries", { params, body }))) {
      setValue("");
      setComment("");
    }
  };
  return (
    <form onSubmit={add} aria-busy={busy}>
      <Stack gap="xs">
        <Group align="flex-end" gap="xs">
          <TextInput
            flex={1}
            label={t("entries.number")}
            description={t("entries.forms")}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
            required
          />
        </Group>
        <Group align="flex-end" gap="xs">
          <TextInput
            flex={1}
            label={t("entries.comment")}
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Button type="submit" loading={busy} leftSection={<IconPlus size={17} aria-hidden />}>
            {t("kit:add")}
          </Button>
        </Group>
        <Wrong trouble={trouble} />
      </Stack>
    </form>
  );
}

function Entry({ entry, remove }: { entry: Shapes["ListEntryOut"]; remove: () => void }) {
  const { t } = useTranslation("caller_lists");
  const { day } = useFormats();
  const now = serviceNow();
  const shown = entry.kind === "number" ? phoneNumber(entry.value) : entry.value;
  const told = [
    entry.comment,
    t(`author.${entry.author}`),
    day(entry.created_at, now),
    entry.expires_at && t("entries.until", { day: day(entry.expires_at, now).toLowerCase() }),
  ];
  return (
    <li className={classes.entry}>
      <div>
        <Text size="sm" fw={500}>
          {entry.kind === "anonymous" ? t("entries.anonymous") : shown}
        </Text>
        <Text size="xs" c="dimmed">
          {told.filter(Boolean).join(" · ")}
        </Text>
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t("entries.remove", { value: shown })}
        onClick={remove}
      >
        <IconTrash size={17} aria-hidden />
      </ActionIcon>
    </li>
  );
}
