import { Text } from "@mantine/core";
import classes from "@/kit/Figures.module.css";

export type Figure = {
  label: string;
  value: string;
  /** What the figure is measured against, or made of. */
  about?: string;
  colour?: string;
};

/** Figures side by side, each below its name. */
export function Figures({ figures }: { figures: Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, about, colour }) => (
        <div key={label} className={classes.figure}>
          <dt>{label}</dt>
          <dd>
            <Text component="span" className={classes.value} c={colour}>
              {value}
            </Text>
            {about && (
              <Text component="span" size="xs" c="dimmed">
                {about}
              </Text>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
