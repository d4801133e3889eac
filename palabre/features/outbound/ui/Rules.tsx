import { Group, SegmentedControl, Select, SimpleGrid, Stack, Text, Title } from "@mantine/core";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import panel from "@/kit/Panel.module.css";
import { useThings } from "@/kit/things";
import { AccountSettings } from "./AccountSettings";
import { RuleAt } from "./RuleForm";

const PLACES = ["account", "department", "extension"] as const;

/** What the company, a department or an extension says of its calls outside. */
export function Rules() {
  const { t } = useTranslation("outbound");
  const name = useId();
  const [place, setPlace] = useState<string>("account");
  const [thing, setThing] = useState<string | null>(null);
  const choices = useThings(place);
  const turn = (wanted: string) => {
    setPlace(wanted);
    setThing(null);
  };
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <section className={panel.panel} aria-labelledby={name}>
        <Stack p={20} gap="md">
          <div>
            <Title order={2} size="h5" id={name}>
              {t("rules.title")}
            </Title>
            <Text size="sm" c="dimmed">
              {t("rules.about")}
            </Text>
          </div>
          <Group>
            <SegmentedControl
              aria-label={t("rules.place")}
              data={PLACES.map((value) => ({ value, label: t(`place.${value}`) }))}
              value={place}
              onChange={turn}
            />
            {place !== "account" && (
              <Select
                flex="1 1 180px"
                aria-label={t(`place.${place}`)}
                placeholder={t("rules.choose")}
                data={choices}
                value={thing}
                onChange={setThing}
                searchable
              />
            )}
          </Group>
          {place === "account" && <RuleAt key="account" place={{ kind: "account" }} />}
          {place === "department" && thing && (
            <RuleAt key={thing} place={{ kind: "department", id: thing }} />
          )}
          {place === "extension" && thing && <RuleAt key={thing} place={{ kind: "extension", id: thing }} />}
        </Stack>
      </section>
      <AccountSettings />
    </SimpleGrid>
  );
}
