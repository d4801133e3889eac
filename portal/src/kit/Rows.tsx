import { Table, type TableProps, type TableTrProps } from "@mantine/core";
import classes from "@/kit/Stacked.module.css";
import { useRows } from "@/kit/useRows";

/** A table whose rows the arrow keys walk over; on a small screen each row is a card. */
export function Rows({ className, ...rest }: TableProps) {
  const keys = useRows();
  const names = [classes.rows, className].filter(Boolean).join(" ");
  return <Table className={names} ref={keys.ref} onKeyDown={keys.onKeyDown} {...rest} />;
}

/** A row that a click or Enter opens; without `open` it is only to be read. */
export function OpeningRow({ open, ...rest }: TableTrProps & { open: (() => void) | undefined }) {
  return (
    <Table.Tr
      data-row={open && true}
      tabIndex={open && 0}
      onClick={open}
      onKeyDown={(event) => event.key === "Enter" && open?.()}
      {...rest}
    />
  );
}
