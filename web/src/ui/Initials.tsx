/** A person on a card or a row by the initials; the name under the mouse. */

import type { ReactNode } from "react";
import classes from "./Initials.module.css";
import { initials } from "./people";

interface InitialsProps {
  readonly name: string;
  /** Whether the name is told beside it. */
  readonly "aria-hidden"?: boolean;
  /** In place of the initials: how many more there are. */
  readonly children?: ReactNode;
}

export function Initials({ name, children, ...more }: InitialsProps) {
  return (
    <span className={classes.initials} title={name} {...more}>
      {children ?? initials(name)}
    </span>
  );
}
