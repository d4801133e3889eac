import { ActionIcon, Badge, Group, Table, Text, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconTrash, IconVolume } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { spoken } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { Rows } from "@/kit/Rows";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const MOST = 200;

type Greeting = Shapes["GreetingOut"];

/** The greetings and the music of the company, each to be listened to. */
export function GreetingTable() {
  const { t } = useTranslation(["greetings", "kit"]);
  const found = api.useQuery("get", "/api/v1/greetings", { params: { query: { limit: MOST } } });
  const { save, trouble } = useSaving();
  const remove = (greeting_id: string) =>
    void save(() => client.DELETE("/api/v1/greetings/{greeting_id}", { params: { path: { greeting_id } } }));
  return (
    <Panel
      title={t("list")}
      count={found.data?.items.length}
      query={found}
      empty={{ icon: IconVolume, title: t("none"), text: t("noneYet") }}
      rows={4}
    >
      <Wrong trouble={trouble} />
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("column.name")}</Table.Th>
            <Table.Th w={330}>{t("column.listen")}</Table.Th>
            <Table.Th w={110} visibleFrom="md">
              {t("column.length")}
            </Table.Th>
            <Table.Th w={60} aria-label={t("kit:actions")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {found.data?.items.map((greeting) => (
            <Row key={greeting.id} greeting={greeting} remove={() => remove(greeting.id)} />
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

function Row({ greeting, remove }: { greeting: Greeting; remove: () => void }) {
  const { t } = useTranslation(["greetings", "kit"]);
  const sound = `/api/v1/greetings/${greeting.id}/audio?at=${greeting.updated_at}`;
  return (
    <Table.Tr>
      <Table.Td data-corner="top-left">
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {greeting.name}
          </Text>
          <Remarks greeting={greeting} />
        </Group>
        <Text size="xs" c="dimmed" lineClamp={1} maw={380}>
          {greeting.text ?? t(`source.${greeting.source}`)}
        </Text>
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        {/* biome-ignore lint/a11y/useMediaCaption: what is spoken stands beside it */}
        <audio controls preload="none" src={sound} aria-label={t("listen", { name: greeting.name })} />
      </Table.Td>
      <Table.Td visibleFrom="md">{greeting.seconds ? spoken(greeting.seconds) : "–"}</Table.Td>
      <Table.Td data-corner="top-right">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("remove", { name: greeting.name })}
          onClick={remove}
        >
          <IconTrash size={17} aria-hidden />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

/** Its language, that it is music, and what is wrong with how it sounds. */
function Remarks({ greeting }: { greeting: Greeting }) {
  const { t } = useTranslation("greetings");
  const warnings = greeting.quality?.warnings ?? [];
  return (
    <>
      <Badge variant="light" color="gray" size="sm">
        {t(greeting.kind === "music" ? "music" : `language.${greeting.language}`)}
      </Badge>
      {warnings.length > 0 && (
        <Tooltip multiline maw={320} label={warnings.map((each) => each.message).join(" ")}>
          <Badge
            variant="light"
            color="orange"
            size="sm"
            leftSection={<IconAlertTriangle size={12} aria-hidden />}
          >
            {t("quality")}
          </Badge>
        </Tooltip>
      )}
    </>
  );
}
