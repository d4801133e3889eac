import { Fieldset } from "@mantine/core";
import type { FormEvent, ReactNode } from "react";
import { useMay } from "@/kit/useMay";

type Props = { busy: boolean; keep: (event: FormEvent) => void; children: ReactNode };

/** A form that everybody may read, and be changed by who may. */
export function Editable({ busy, keep, children }: Props) {
  const may = useMay();
  return (
    <form onSubmit={keep} aria-busy={busy}>
      <Fieldset variant="unstyled" m={0} p={0} disabled={!may.edit}>
        {children}
      </Fieldset>
    </form>
  );
}
