/** A titled part of the panel. */

import type { ReactNode } from "react";
import classes from "./TaskPanel.module.css";

export function Part(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={props.title}>
      <div className={classes.partHead}>
        <h3>{props.title}</h3>
        {props.aside}
      </div>
      {props.children}
    </section>
  );
}
