import type { ReactNode } from "react";
import classes from "@/kit/Fields.module.css";

type Props = {
  /** For short values: more of them fit beside each other, and they share the whole width. */
  short?: boolean;
  children: ReactNode;
};

/** Fields beside each other, as many as there is room for. */
export function Fields({ short, children }: Props) {
  return (
    <div className={classes.fields} data-short={short}>
      {children}
    </div>
  );
}
