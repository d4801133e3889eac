import { Button, Group, Select, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client } from "@/kit/api";
import { Removing } from "@/kit/Removing";
import { Sorry } from "@/kit/Sorry";
import { labelOf, useThings } from "@/kit/things";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";

const ONE = "/api/v1/supervisors/{extension_id}";

/** Who may enter whose conversations. */
export function Supervisors() {
  const { t } = useTranslation("whisper");
  const found = api.useQuery("get", "/api/v1/supervisors");
  const extensions = useThings("extension");
  const departments = useThings("department");
  const may = useMay();
  const { save, trouble } = useSaving();
  const remove = (extension_id: string) =>
    void save(() => client.DELETE(ONE, { params: { path: { extension_id } } }));
  if (!found.data) return found.error ? <Sorry error={found.error} again={found.refetch} /> : null;
  return (
    <Stack gap="sm">
      <Text fw={600} size="sm">
        {t("supervisors.title")}
      </Text>
      {found.data.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("supervisors.none")}
        </Text>
      )}
      {found.data.items.map(({ extension_id, group_id }) => {
        const who = labelOf(extensions, extension_id);
        return (
          <Group key={extension_id} justify="space-between">
            <Text size="sm">
              {group_id
                ? t("supervisors.ofOne", { who, department: labelOf(departments, group_id) })
                : t("supervisors.ofAll", { who })}
            </Text>
            {may.edit && (
              <Removing
                what={who}
                about={t("supervisors.remove")}
                remove={() => remove(extension_id)}
                small
              />
            )}
          </Group>
        );
      })}
      <Wrong trouble={trouble} />
      {may.edit && <Adding />}
    </Stack>
  );
}

function Adding() {
  const { t } = useTranslation(["whisper", "kit"]);
  const extensions = useThings("extension");
  const departments = useThings("department");
  const [who, setWho] = useState<string | null>(null);
  const [group, setGroup] = useState<string | null>(null);
  const { save, busy, trouble } = useSaving();
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (!who) return;
    const params = { path: { extension_id: who } };
    if (await save(() => client.PUT(ONE, { params, body: { group_id: group } }))) setWho(null);
  };
  return (
    <form onSubmit={add} aria-busy={busy}>
      <Group align="flex-end">
        <Select
          flex="1 1 180px"
          label={t("supervisors.who")}
          data={extensions}
          value={who}
          onChange={setWho}
          searchable
          required
        />
        <Select
          flex="1 1 180px"
          label={t("supervisors.whom")}
          placeholder={t("supervisors.everybody")}
          data={departments}
          value={group}
          onChange={setGroup}
          clearable
        />
        <Button
          type="submit"
          variant="default"
          loading={busy}
          leftSection={<IconPlus size={17} aria-hidden />}
        >
          {t("kit:add")}
        </Button>
      </Group>
      <Wrong trouble={trouble} />
    </form>
  );
}
