import { Tabs } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";

type Props<Name extends string> = {
  tabs: readonly Name[];
  icons: Record<Name, Icon>;
  name: (tab: Name) => string;
};

/** The tabs of a page or a drawer, each with its icon; many of them can be pushed aside on a small screen. */
export function TabList<Name extends string>({ tabs, icons, name }: Props<Name>) {
  return (
    <Tabs.List mb="lg">
      {tabs.map((each) => {
        const Shape: Icon = icons[each];
        return (
          <Tabs.Tab key={each} value={each} leftSection={<Shape size={17} aria-hidden />}>
            {name(each)}
          </Tabs.Tab>
        );
      })}
    </Tabs.List>
  );
}
