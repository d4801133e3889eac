import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Dialog } from "@/kit/Dialog";
import { useMay } from "@/kit/useMay";

type Props = {
  /** What is made: on the button, and above what is asked. */
  name: string;
  size?: string;
  variant?: "default";
  children: (close: () => void) => ReactNode;
};

/** The button that makes something new, and the form it asks for; only for those who may. */
export function Making({ name, size, variant, children }: Props) {
  const may = useMay();
  const [asking, { open, close }] = useDisclosure(false);
  if (!may.edit) return null;
  return (
    <>
      <Button variant={variant} leftSection={<IconPlus size={18} aria-hidden />} onClick={open}>
        {name}
      </Button>
      <Dialog opened={asking} close={close} title={name} size={size}>
        {children(close)}
      </Dialog>
    </>
  );
}
