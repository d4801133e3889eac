import { Text } from "@mantine/core";
import { useNames } from "@/kit/names";
import classes from "@/kit/Party.module.css";
import { phoneNumber } from "@/kit/phoneNumber";

type Props = { number: string; name?: string | null; unknown?: string };

/** One side of a call: the name above the number, or the number alone. */
export function Party({ number, name, unknown = "—" }: Props) {
  const nameOf = useNames();
  const [first, shown] = [name || nameOf(number), phoneNumber(number)];
  return (
    <div className={classes.party}>
      <Text size="sm" fw={500} truncate>
        {first || shown || unknown}
      </Text>
      {first && first !== number && shown && (
        <Text size="xs" c="dimmed" truncate>
          {shown}
        </Text>
      )}
    </div>
  );
}
