/** The bar over the plan while something is shown in it that is not made yet. */

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./HeldBar.module.css";

interface Deed {
  readonly label: string;
  readonly run: () => void;
}

export function HeldBar(props: {
  label: string;
  /** What it is and what it brings. */
  children: ReactNode;
  /** Not offered where it cannot be made. */
  apply?: (Deed & { busy?: boolean; ready?: boolean }) | undefined;
  drop: Deed;
  back: Deed;
}) {
  const { apply, drop, back } = props;
  return (
    <section className={classes.bar} aria-label={props.label} data-testid="held">
      <span className={classes.words}>{props.children}</span>
      {apply && (
        <Button
          variant="filled"
          size="compact-sm"
          loading={apply.busy ?? false}
          disabled={apply.ready === false}
          onClick={apply.run}
        >
          {apply.label}
        </Button>
      )}
      <Button variant="default" size="compact-sm" onClick={drop.run}>
        {drop.label}
      </Button>
      <Button variant="subtle" size="compact-sm" onClick={back.run}>
        {back.label}
      </Button>
    </section>
  );
}
