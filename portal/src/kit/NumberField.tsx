import { NumberInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useFormats } from "@/kit/format";

type Props = {
  label: string;
  description?: ReactNode;
  min: number;
  max: number;
  unit?: string;
  error?: string;
  value: number | null | undefined;
  /** What an empty field means; without it there must be a number. */
  empty?: string;
  change: (value: number | null) => void;
};

/** A whole number within the bounds of the product, which are told below it. */
export function NumberField({ label, description, min, max, unit, error, value, empty, change }: Props) {
  const { number } = useFormats();
  const after = unit ? `\u00a0${unit}` : "";
  // Nothing of "60–86 400 s" begins a new line.
  const bounds = `${number(min)}\u2060–\u2060${number(max)}${after}`;
  return (
    <NumberInput
      label={label}
      description={
        description ? (
          <>
            {description} · {bounds}
          </>
        ) : (
          bounds
        )
      }
      placeholder={empty}
      error={error}
      suffix={after}
      min={min}
      max={max}
      allowDecimal={false}
      value={value ?? ""}
      onChange={(typed) => {
        if (typeof typed === "number") change(typed);
        else if (empty !== undefined) change(null);
      }}
      required={empty === undefined}
      withAsterisk={false}
    />
  );
}
