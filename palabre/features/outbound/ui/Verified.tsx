import { Badge, Button, Group, Table, Text, TextInput } from "@mantine/core";
import { IconRosetteDiscountCheck } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { api, client, type Shapes } from "@/kit/api";
import { Panel } from "@/kit/Panel";
import { phoneNumber } from "@/kit/phoneNumber";
import { Removing } from "@/kit/Removing";
import { Rows } from "@/kit/Rows";
import { useMay } from "@/kit/useMay";
import { useSaving } from "@/kit/useSaving";
import { Wrong } from "@/kit/Wrong";
import { NewVerified } from "./NewVerified";

const MOST = 200;
const ONE = "/api/v1/verified-numbers/{verified_number_id}";

/** Numbers at other operators that may be shown once a code has proved whose they are. */
export function Verified() {
  const { t } = useTranslation("outbound");
  const may = useMay();
  const found = api.useQuery("get", "/api/v1/verified-numbers", { params: { query: { limit: MOST } } });
  return (
    <div>
      <Panel
        title={t("verified.title")}
        count={found.data?.items.length}
        query={found}
        empty={{ icon: IconRosetteDiscountCheck, title: t("verified.none"), text: t("verified.noneYet") }}
        rows={2}
      >
        <Rows>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("numbers.number")}</Table.Th>
              <Table.Th w={420}>{t("verified.state")}</Table.Th>
              <Table.Th w={60} aria-label={t("kit:actions")} />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.data?.items.map((each) => (
              <Row key={each.id} number={each} />
            ))}
          </Table.Tbody>
        </Rows>
      </Panel>
      {may.edit && <NewVerified />}
    </div>
  );
}

function Row({ number }: { number: Shapes["VerifiedNumberOut"] }) {
  const { t } = useTranslation(["outbound", "kit"]);
  const may = useMay();
  const { save, busy, trouble } = useSaving();
  const params = { path: { verified_number_id: number.id } };
  return (
    <Table.Tr>
      <Table.Td data-corner="top-left">
        <Text size="sm" fw={500}>
          {phoneNumber(number.e164)}
        </Text>
        <Text size="xs" c="dimmed">
          {number.name}
        </Text>
      </Table.Td>
      <Table.Td data-corner="bottom-left">
        {number.verified_at ? (
          <Badge variant="light" color="leaf">
            {t("verified.yes")}
          </Badge>
        ) : (
          may.edit && (
            <Confirm
              busy={busy}
              again={() => void save(() => client.POST(`${ONE}/code`, { params }))}
              confirm={(code) => void save(() => client.POST(`${ONE}/confirm`, { params, body: { code } }))}
            />
          )
        )}
        <Wrong trouble={trouble} />
      </Table.Td>
      <Table.Td data-corner="top-right">
        {may.edit && (
          <Removing
            what={phoneNumber(number.e164)}
            about={t("verified.remove")}
            remove={() => void save(() => client.DELETE(ONE, { params }))}
            small
          />
        )}
      </Table.Td>
    </Table.Tr>
  );
}

type ConfirmProps = { busy: boolean; again: () => void; confirm: (code: string) => void };

function Confirm({ busy, again, confirm }: ConfirmProps) {
  const { t } = useTranslation("outbound");
  const [code, setCode] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    confirm(code);
  };
  return (
    <form onSubmit={send} aria-busy={busy}>
      <Group gap="xs">
        <TextInput
          w={120}
          size="xs"
          aria-label={t("verified.code")}
          placeholder={t("verified.code")}
          inputMode="numeric"
          pattern="[0-9]{6}"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          required
        />
        <Button type="submit" size="xs" loading={busy}>
          {t("verified.confirm")}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={again}>
          {t("verified.again")}
        </Button>
      </Group>
    </form>
  );
}
