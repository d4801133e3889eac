import { ActionIcon, Group, Kbd, Pill, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CallSearch, DIRECTIONS, type Direction, KEYS, OUTCOMES, type Outcome } from "./search";

const TYPING_MS = 250;

type Props = { search: CallSearch; change: (wanted: Partial<CallSearch>) => void };

/** Which calls to show: by number or name, by direction, by how they went, by a key chosen in a menu, by a tag. */
export function CallFilters({ search, change }: Props) {
  const { t } = useTranslation("stats");
  const choice = (value: string, name: string) => ({ value, label: t(`${name}.${value}`) });
  return (
    <Group component="search" mb="md" gap="sm" align="stretch">
      <Search typed={search.search ?? ""} change={(text) => change({ search: text || undefined })} />
      <Select
        w={{ base: "calc(50% - 6px)", xs: 180 }}
        aria-label={t("filter.direction")}
        placeholder={t("filter.direction")}
        clearable
        data={DIRECTIONS.map((each) => choice(each, "direction"))}
        value={search.direction ?? null}
        onChange={(value) => change({ direction: (value as Direction) ?? undefined })}
      />
      <Select
        w={{ base: "calc(50% - 6px)", xs: 190 }}
        aria-label={t("filter.outcome")}
        placeholder={t("filter.outcome")}
        clearable
        data={OUTCOMES.map((each) => choice(each, "outcome"))}
        value={search.outcome ?? null}
        onChange={(value) => change({ outcome: (value as Outcome) ?? undefined })}
      />
      <Select
        w={{ base: "100%", xs: 180 }}
        aria-label={t("filter.key")}
        placeholder={t("filter.key")}
        clearable
        data={KEYS.map((key) => ({ value: key, label: t("filter.chosen", { key }) }))}
        value={search.key ?? null}
        onChange={(key) => change({ key: key ?? undefined })}
      />
      {search.tag && (
        <Pill
          size="lg"
          radius="sm"
          withRemoveButton
          removeButtonProps={{ "aria-label": t("filter.anyTag") }}
          onRemove={() => change({ tag: undefined })}
          style={{ alignSelf: "center" }}
        >
          {search.tag}
        </Pill>
      )}
    </Group>
  );
}

function Search({ typed, change }: { typed: string; change: (text: string) => void }) {
  const { t } = useTranslation("stats");
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(typed);
  const later = useDebouncedCallback(change, TYPING_MS);
  // The address can change by itself: back, forward, a link.
  useEffect(() => setText(typed), [typed]);
  useHotkeys([["/", () => field.current?.focus()]]);
  const write = (value: string, wait: boolean) => {
    setText(value);
    if (wait) return later(value);
    later.cancel();
    change(value);
  };
  const clear = (
    <ActionIcon variant="subtle" color="gray" aria-label={t("filter.clear")} onClick={() => write("", false)}>
      <IconX size={16} />
    </ActionIcon>
  );
  return (
    <TextInput
      ref={field}
      flex={{ base: "1 0 100%", xs: 1 }}
      type="text"
      inputMode="search"
      aria-label={t("filter.search")}
      aria-keyshortcuts="/"
      placeholder={t("filter.search")}
      leftSection={<IconSearch size={17} aria-hidden />}
      rightSection={
        text ? (
          clear
        ) : (
          <Kbd size="xs" visibleFrom="sm">
            /
          </Kbd>
        )
      }
      rightSectionPointerEvents={text ? "all" : "none"}
      value={text}
      onChange={(event) => write(event.currentTarget.value, true)}
      onKeyDown={(event) => {
        if (event.key === "Escape") text ? write("", false) : field.current?.blur();
        if (event.key === "Enter") write(text, false);
      }}
    />
  );
}
