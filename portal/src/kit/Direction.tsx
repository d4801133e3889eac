import { Group, ThemeIcon } from "@mantine/core";
import { IconArrowDownLeft, IconArrowsLeftRight, IconArrowUpRight } from "@tabler/icons-react";
import type { ReactNode } from "react";

const INTERNAL = { icon: IconArrowsLeftRight, color: "gray" };
const ARROWS: Record<string, typeof INTERNAL> = {
  inbound: { icon: IconArrowDownLeft, color: "blue" },
  outbound: { icon: IconArrowUpRight, color: "grape" },
};

type Props = { of: string; label: string; children?: ReactNode };

/** Which way a call goes, as an arrow before what it is about. */
export function Direction({ of, label, children }: Props) {
  const { icon: Arrow, color } = ARROWS[of] ?? INTERNAL;
  return (
    <Group gap="sm" wrap="nowrap">
      <ThemeIcon size={32} radius="xl" variant="light" color={color} title={label} data-arrow>
        <Arrow size={17} role="img" aria-label={label} />
      </ThemeIcon>
      {children}
    </Group>
  );
}
