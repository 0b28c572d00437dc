/** A page or part with nothing in it: what it is for, and the one thing to do. */

import type { ReactNode } from "react";
import classes from "./EmptyState.module.css";

export function EmptyState(props: {
  title: string;
  text?: ReactNode;
  action?: ReactNode;
  children?: ReactNode;
  role?: string;
  level?: 1 | 2;
}) {
  const Heading = props.level === 2 ? "h2" : "h1";
  return (
    <div className={classes.state} role={props.role}>
      <Heading>{props.title}</Heading>
      {props.text && <p className="hw-dim">{props.text}</p>}
      {props.action && <div className={classes.action}>{props.action}</div>}
      {props.children}
    </div>
  );
}
