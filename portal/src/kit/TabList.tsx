import { Tabs } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";
import classes from "@/kit/TabList.module.css";

type Props<Name extends string> = {
  tabs: readonly Name[];
  icons: Record<Name, Icon>;
  name: (tab: Name) => string;
};

/** The tabs of a page or a drawer, each with its icon; on a small screen they stand closer, without. */
export function TabList<Name extends string>({ tabs, icons, name }: Props<Name>) {
  return (
    <Tabs.List mb="lg" className={classes.tabs}>
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
