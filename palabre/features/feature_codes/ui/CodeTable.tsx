import { Badge, Code, Table, Text } from "@mantine/core";
import { IconAsterisk } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Shapes } from "@/kit/api";
import { Panel } from "@/kit/Panel";
import { OpeningRow, Rows } from "@/kit/Rows";
import { french } from "@/kit/texts";

type FeatureCode = Shapes["FeatureCodeOut"];
type Props = {
  found: { data?: FeatureCode[]; isPending: boolean; error: unknown; refetch: () => unknown };
  /** Unset where the reader may not. */
  edit: ((code: FeatureCode) => void) | undefined;
};

/** The codes in the order of their digits. */
export function CodeTable({ found, edit }: Props) {
  const { t, i18n } = useTranslation("feature_codes");
  const { data, isPending, error, refetch } = found;
  return (
    <Panel
      title={t("list")}
      query={{ data: data && { items: data }, isPending, error, refetch }}
      empty={{ icon: IconAsterisk, title: t("none"), text: t("none") }}
      rows={10}
    >
      <Rows>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={120}>{t("column.code")}</Table.Th>
            <Table.Th>{t("column.does")}</Table.Th>
            <Table.Th w={170} data-screen-only aria-label={t("column.state")} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data?.map((each) => (
            <OpeningRow
              key={each.name}
              open={edit && (() => edit(each))}
              data-screen-only={each.digits === null || undefined}
            >
              <Table.Td data-corner="top-left">
                {each.digits ? (
                  <Code fz="md" fw={600}>
                    {each.digits + (each.takes === "none" ? "" : "…")}
                  </Code>
                ) : (
                  "–"
                )}
              </Table.Td>
              <Table.Td data-corner="bottom-left">
                <Text size="sm" c={each.digits ? undefined : "dimmed"}>
                  {i18n.language === "en" ? each.en : french(each.fr)}
                </Text>
              </Table.Td>
              <Table.Td data-corner="top-right" data-screen-only>
                <State code={each} />
              </Table.Td>
            </OpeningRow>
          ))}
        </Table.Tbody>
      </Rows>
    </Panel>
  );
}

/** Whether the company has chosen other digits, or none. */
function State({ code }: { code: FeatureCode }) {
  const { t } = useTranslation("feature_codes");
  if (code.digits === null)
    return (
      <Badge variant="light" color="gray">
        {t("off")}
      </Badge>
    );
  if (code.digits === code.usual) return null;
  return (
    <Badge variant="light" color="blue">
      {t("usually", { digits: code.usual })}
    </Badge>
  );
}
