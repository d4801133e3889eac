import { Badge, Group, Table, Text } from "@mantine/core";
import { IconMailbox } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { OpeningRow, Rows } from "@/kit/Rows";
import { labelOf, useThings } from "@/kit/things";
import { belongs, type Mailbox } from "./around";

const MOST = 200;
const EVERY_MS = 10_000;

/** The mailboxes: whose they are, what waits in them, and how full they are. */
export function MailboxTable({ open }: { open: (mailbox: string) => void }) {
  const { t } = useTranslation("voicemail");
  const params = { params: { query: { limit: MOST } } };
  const found = api.useQuery("get", "/api/v1/mailboxes", params, { refetchInterval: EVERY_MS });
  return (
    <Panel
      title={t("list")}
      count={found.data?.items.length}
      query={found}
      empty={{ icon: IconMailbox, title: t("none"), text: t("noneYet") }}
      rows={4}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90} visibleFrom="sm">
              {t("column.number")}
            </Table.Th>
            <Table.Th>{t("column.name")}</Table.Th>
            <Table.Th w="34%">{t("column.belongs")}</Table.Th>
            <Table.Th w={170}>{t("column.waiting")}</Table.Th>
            <Table.Th w={110} ta="right" visibleFrom="md">
              {t("column.full")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.data?.items.map((each) => (
            <Row key={each.id} mailbox={each} open={() => open(each.id)} />
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

function Row({ mailbox, open }: { mailbox: Mailbox; open: () => void }) {
  const { t } = useTranslation("voicemail");
  const { number } = useFormats();
  const { messages, max_messages, new_messages } = mailbox;
  return (
    <OpeningRow open={open}>
      <Table.Td visibleFrom="sm">{mailbox.number ?? "–"}</Table.Td>
      <Table.Td data-corner="top-left">
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {mailbox.name}
          </Text>
          <Text size="sm" c="dimmed" hiddenFrom="sm">
            {mailbox.number}
          </Text>
        </Group>
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        <Owner mailbox={mailbox} />
      </Table.Td>
      <Table.Td data-corner="top-right">
        {new_messages > 0 ? (
          <Badge variant="light" color="orange">
            {t("newMessages", { count: new_messages })}
          </Badge>
        ) : (
          <Text size="sm" c="dimmed">
            {t("nothingNew")}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right" visibleFrom="md" c={messages >= max_messages ? "red" : "dimmed"}>
        {t("full", { messages: number(messages), most: number(max_messages) })}
      </Table.Td>
    </OpeningRow>
  );
}

/** Whose it is, by name. */
function Owner({ mailbox }: { mailbox: Mailbox }) {
  const extensions = useThings("extension");
  const departments = useThings("department");
  const numbers = useThings("number");
  const kind = belongs(mailbox);
  const names = {
    person: [labelOf(extensions, mailbox.extension_id)],
    number: [labelOf(numbers, mailbox.number_id)],
    shared: [
      labelOf(departments, mailbox.group_id),
      ...mailbox.member_ids.map((each) => labelOf(extensions, each)),
    ],
  }[kind].filter(Boolean);
  return (
    <Text size="sm" c={names.length ? undefined : "dimmed"} lineClamp={1} title={names.join(", ")}>
      {names.join(", ") || "–"}
    </Text>
  );
}
