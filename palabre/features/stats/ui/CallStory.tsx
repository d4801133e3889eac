import { Button, Group, Stack, Text } from "@mantine/core";
import { IconTag } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api, type Shapes } from "@/kit/api";
import { Direction } from "@/kit/Direction";
import { spoken, useFormats } from "@/kit/format";
import { Loaded } from "@/kit/Loaded";
import { useNames } from "@/kit/names";
import { named, phoneNumber } from "@/kit/phoneNumber";
import { Side } from "@/kit/Side";
import { serviceNow } from "@/kit/service";
import { Block } from "./Block";
import { OutcomeMark } from "./OutcomeMark";
import { Story } from "./Story";

type Props = { call: string | undefined; close: () => void; find: (tag: string) => void };

/** The story of one call, beside the list. */
export function CallStory({ call, close, find }: Props) {
  const { t } = useTranslation("stats");
  return (
    <Side opened={call !== undefined} close={close} title={t("story.title")} size={520}>
      {call && <One call={call} find={find} />}
    </Side>
  );
}

function One({ call, find }: { call: string; find: Props["find"] }) {
  const found = api.useQuery("get", "/api/v1/calls/{call_id}", { params: { path: { call_id: call } } });
  return (
    <Loaded query={found} rows={6}>
      {(data) => (
        <Stack gap="lg">
          <Head call={data} />
          <Tags tags={data.tags} find={find} />
          <Story facts={data.facts} />
        </Stack>
      )}
    </Loaded>
  );
}

function Head({ call }: { call: Shapes["CallStory"] }) {
  const { t } = useTranslation("stats");
  const { day, time } = useFormats();
  const nameOf = useNames();
  const from = call.caller_name || phoneNumber(call.caller) || t("unknown");
  return (
    <Stack gap="sm">
      <Direction of={call.direction} label={t(`direction.${call.direction}`)}>
        <Text fw={600} size="lg" lh={1.25}>
          {from} → {named(call.called, nameOf)}
        </Text>
      </Direction>
      <Group gap="lg">
        <OutcomeMark outcome={call.outcome} />
        <Text size="sm" c="dimmed">
          {day(call.started_at, serviceNow())}, {time(call.started_at)}
        </Text>
      </Group>
      <Group gap={36}>
        <Figure name={t("column.duration")} value={spoken(call.duration_ms / 1000)} />
        <Figure name={t("column.talk")} value={call.talk_ms ? spoken(call.talk_ms / 1000) : "–"} />
      </Group>
      {call.direction === "inbound" && call.caller && (
        <div>
          <Block call={call.id} />
        </div>
      )}
    </Stack>
  );
}

/** What scenarios have put on the call; a click finds all calls that have it. */
function Tags({ tags, find }: { tags: string[]; find: Props["find"] }) {
  if (tags.length === 0) return null;
  return (
    <Group gap="xs">
      {tags.map((tag) => (
        <Button
          key={tag}
          size="compact-sm"
          variant="light"
          leftSection={<IconTag size={14} aria-hidden />}
          onClick={() => find(tag)}
        >
          {tag}
        </Button>
      ))}
    </Group>
  );
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text fw={600}>{value}</Text>
    </div>
  );
}
