import { Group, Text } from "@mantine/core";
import classes from "@/kit/Legend.module.css";

type Entry = { label: string; colour: string };

/** What the colours of a chart mean. */
export function Legend({ entries }: { entries: Entry[] }) {
  return (
    <Group component="ul" gap="6px 20px" className={classes.legend}>
      {entries.map(({ label, colour }) => (
        <Group key={label} component="li" gap={6} wrap="nowrap">
          <span className={classes.mark} style={{ background: colour }} aria-hidden />
          <Text size="sm">{label}</Text>
        </Group>
      ))}
    </Group>
  );
}
