import { NumberInput } from "@mantine/core";

const DECIMALS = 6;

type Props = {
  label: string;
  description?: string;
  placeholder?: string;
  value: string | number | null | undefined;
  change: (amount: string | null) => void;
  required?: boolean;
};

/** An amount of money; empty where there need not be one. */
export function Amount({ value, change, ...rest }: Props) {
  return (
    <NumberInput
      {...rest}
      min={0}
      decimalScale={DECIMALS}
      allowedDecimalSeparators={[",", "."]}
      hideControls
      value={value == null ? "" : Number(value)}
      onChange={(typed) => change(typed === "" ? null : String(typed))}
    />
  );
}
