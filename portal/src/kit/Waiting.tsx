import { Group, Skeleton, Stack } from "@mantine/core";

/** A sketch of the rows to come, as high as they will be. */
export function Waiting({ rows }: { rows: number }) {
  return (
    <Stack gap={0} px={20} pt={37} aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the sketched rows are all alike
        <Group key={row} h={57} wrap="nowrap" gap="xl">
          <Skeleton circle height={32} width={32} />
          <Skeleton height={12} width="28%" />
          <Skeleton height={12} width="22%" />
          <Skeleton height={12} width="12%" ml="auto" />
        </Group>
      ))}
    </Stack>
  );
}
