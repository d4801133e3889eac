import { Badge, Box, Group, Table, Text, TextInput } from "@mantine/core";
import { IconArrowForwardUp, IconMoon, IconPhone, IconSearch } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { BY_PAGES, More } from "@/kit/More";
import { Panel } from "@/kit/Panel";
import { phoneNumber } from "@/kit/phoneNumber";
import { OpeningRow, Rows } from "@/kit/Rows";
import { type Extension, leadsTo, type Rule, useDepartments, useForwarded, useRegistered } from "./around";

const PER_PAGE = 200;

/** The extensions: who they are, whether their phone is on, and where their calls go instead. */
export function ExtensionTable({ open }: { open: (extension: string) => void }) {
  const { t } = useTranslation(["extensions", "kit"]);
  const found = api.useInfiniteQuery(
    "get",
    "/api/v1/extensions",
    { params: { query: { limit: PER_PAGE } } },
    BY_PAGES,
  );
  const departments = useDepartments();
  const registered = useRegistered();
  const forwarded = useForwarded();
  const all = found.data?.pages.flatMap((page) => page.items).sort(byNumber);
  const { isPending, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  const [typed, setTyped] = useState("");
  const wanted = plain(typed.trim());
  // Who searches searches in all of them, also in those not loaded yet.
  useEffect(() => {
    if (wanted && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [wanted, hasNextPage, isFetchingNextPage, fetchNextPage]);
  const items = all?.filter((each) => plain(`${each.number} ${each.name} ${each.outside}`).includes(wanted));
  return (
    <Panel
      title={t("list")}
      count={hasNextPage ? undefined : items?.length}
      query={{ data: all && { items: all }, isPending, error, refetch }}
      empty={{ icon: IconPhone, title: t("none"), text: t("noneYet") }}
      rows={5}
    >
      <Box px={20} pb="xs">
        <TextInput
          aria-label={t("search")}
          placeholder={t("search")}
          leftSection={<IconSearch size={17} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {items?.length === 0 && (
          <Text size="sm" c="dimmed" mt="sm">
            {t("notFound")}
          </Text>
        )}
      </Box>
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90} visibleFrom="sm">
              {t("column.number")}
            </Table.Th>
            <Table.Th>{t("column.name")}</Table.Th>
            <Table.Th w={90} visibleFrom="md">
              {t("column.kind")}
            </Table.Th>
            <Table.Th w={170} visibleFrom="md">
              {t("column.department")}
            </Table.Th>
            <Table.Th w={165}>{t("column.phone")}</Table.Th>
            <Table.Th w="32%">{t("column.calls")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items?.map((each) => (
            <Row
              key={each.id}
              extension={each}
              department={departments.find((group) => group.id === each.group_id)?.name}
              online={registered && each.devices.some((device) => registered.has(device.id))}
              rules={forwarded.get(each.id) ?? []}
              open={() => open(each.id)}
            />
          ))}
        </Table.Tbody>
      </Rows>
      <More of={found} />
    </Panel>
  );
}

type RowProps = {
  extension: Extension;
  department: string | undefined;
  online: boolean | undefined;
  rules: Rule[];
  open: () => void;
};

function Row({ extension, department, online, rules, open }: RowProps) {
  const { t } = useTranslation("extensions");
  return (
    <OpeningRow open={open}>
      <Table.Td visibleFrom="sm">{extension.number ?? "–"}</Table.Td>
      <Table.Td data-corner="top-left">
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {extension.name}
          </Text>
          <Text size="sm" c="dimmed" hiddenFrom="sm">
            {extension.number}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td visibleFrom="md">{t(`kind.${extension.kind}`)}</Table.Td>
      <Table.Td visibleFrom="md" c={department ? undefined : "dimmed"}>
        <Text size="sm" lineClamp={2}>
          {department ?? "–"}
        </Text>
      </Table.Td>
      <Table.Td data-corner="top-right">
        <Phone extension={extension} online={online} />
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        <Calls extension={extension} rules={rules} />
      </Table.Td>
    </OpeningRow>
  );
}

/** What of it can ring now. */
function Phone({ extension, online }: Pick<RowProps, "extension" | "online">) {
  const { t } = useTranslation("extensions");
  if (extension.kind !== "internal" && extension.devices.length === 0)
    return <Text size="sm">{phoneNumber(extension.outside ?? "")}</Text>;
  if (extension.devices.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t("phone.none")}
      </Text>
    );
  if (online === undefined) return null;
  return (
    <Badge variant="dot" color={online ? "leaf" : "gray"}>
      {t(online ? "phone.on" : "phone.off")}
    </Badge>
  );
}

/** What keeps calls from ringing here: switched off, not to be disturbed, forwarded. */
function Calls({ extension, rules }: Pick<RowProps, "extension" | "rules">) {
  const { t } = useTranslation("extensions");
  return (
    <Group gap="xs">
      {!extension.enabled && (
        <Badge variant="light" color="gray">
          {t("disabled")}
        </Badge>
      )}
      {extension.do_not_disturb && (
        <Badge variant="light" color="red" leftSection={<IconMoon size={12} aria-hidden />}>
          {t("disturb")}
        </Badge>
      )}
      {rules.map((rule) => (
        <Group key={rule.id} gap={6} wrap="nowrap" align="flex-start">
          <IconArrowForwardUp size={16} style={{ flex: "none", marginTop: 3 }} aria-hidden />
          <Text size="sm">
            {t("forwarded", { kind: t(`forward.kind.${rule.kind}`), to: leadsTo(rule).join(", ") })}
          </Text>
        </Group>
      ))}
    </Group>
  );
}

function byNumber(one: Extension, other: Extension): number {
  return (one.number ?? "").localeCompare(other.number ?? "", undefined, { numeric: true });
}

/** Letters without accents and case, so that "kone" finds "Koné". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
