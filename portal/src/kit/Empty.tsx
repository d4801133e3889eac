import { Stack, Text, ThemeIcon } from "@mantine/core";
import type { Icon } from "@tabler/icons-react";

export type EmptyWords = { icon: Icon; title: string; text: string };

/** A list with nothing in it, and what will fill it. */
export function Empty({ icon: Shape, title, text }: EmptyWords) {
  return (
    <Stack align="center" gap={4} px="md" pt="md" pb="xl">
      <ThemeIcon size={48} radius="xl" variant="light" color="gray" mb="xs">
        <Shape size={24} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      <Text size="sm" c="dimmed" ta="center" maw={420}>
        {text}
      </Text>
    </Stack>
  );
}
