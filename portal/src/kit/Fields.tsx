import type { ReactNode } from "react";
import classes from "@/kit/Fields.module.css";

/** Fields beside each other, as many as there is room for. */
export function Fields({ children }: { children: ReactNode }) {
  return <div className={classes.fields}>{children}</div>;
}
