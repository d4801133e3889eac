import { Table, Text } from "@mantine/core";
import { IconDeviceLandlinePhone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { api } from "@/kit/api";
import { useFormats } from "@/kit/format";
import { Panel } from "@/kit/Panel";
import { Party } from "@/kit/Party";
import { Rows } from "@/kit/Rows";
import { serviceNow } from "@/kit/service";

const EVERY_MS = 2000;
const MOST = 200;

/** The phones that can be called now. */
export function RegisteredPhones() {
  const { t } = useTranslation("monitoring");
  const { time, day } = useFormats();
  const params = { params: { query: { limit: MOST } } };
  const registered = api.useQuery("get", "/api/v1/registrations", params, { refetchInterval: EVERY_MS });
  const phones = registered.data?.items;
  return (
    <Panel
      title={t("phones.title")}
      count={phones?.length}
      query={registered}
      empty={{ icon: IconDeviceLandlinePhone, title: t("phones.none"), text: t("phones.noneYet") }}
      rows={3}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("phones.extension")}</Table.Th>
            <Table.Th>{t("phones.device")}</Table.Th>
            <Table.Th visibleFrom="sm">{t("phones.address")}</Table.Th>
            <Table.Th w={190} ta="right">
              {t("phones.since")}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {phones?.map((phone) => (
            <Table.Tr key={phone.device_id}>
              <Table.Td data-corner="top-left">
                <Party number={phone.number ?? ""} name={phone.extension_name} />
              </Table.Td>
              <Table.Td data-corner="bottom-left">
                <Text size="sm">{phone.device_name}</Text>
                <Text size="xs" c="dimmed">
                  {phone.user_agent}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm">{phone.address}</Table.Td>
              <Table.Td ta="right" data-corner="top-right">
                {day(phone.since, serviceNow())} {time(phone.since)}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}
