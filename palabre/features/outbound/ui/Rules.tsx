import { Group, SegmentedControl, Select, SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "@/kit/Card";
import { useThings } from "@/kit/things";
import { AccountSettings } from "./AccountSettings";
import { RuleAt } from "./RuleForm";

const PLACES = ["account", "department", "extension"] as const;

/** What the company, a department or an extension says of its calls outside. */
export function Rules() {
  const { t } = useTranslation("outbound");
  const [place, setPlace] = useState<string>("account");
  const [thing, setThing] = useState<string | null>(null);
  const choices = useThings(place);
  const turn = (wanted: string) => {
    setPlace(wanted);
    setThing(null);
  };
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg">
      <Card title={t("rules.title")} about={t("rules.about")}>
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
        {place === "department" && thing && <RuleAt key={thing} place={{ kind: "department", id: thing }} />}
        {place === "extension" && thing && <RuleAt key={thing} place={{ kind: "extension", id: thing }} />}
      </Card>
      <AccountSettings />
    </SimpleGrid>
  );
}
