/** A page that is no view of a plan: a title with its actions, and sections of a readable width. */

import type { ReactNode } from "react";
import classes from "./Page.module.css";
import { useTitle } from "./title";

export function Page(props: {
  title: string;
  /** What the browser's tab says after the title. */
  of?: string | undefined;
  actions?: ReactNode;
  lead?: ReactNode;
  children?: ReactNode;
  level?: 1 | 2;
}) {
  useTitle(props.title, props.of);
  const Heading = props.level === 2 ? "h2" : "h1";
  return (
    <div className={classes.page}>
      <div className={classes.head}>
        <Heading className={classes.title}>{props.title}</Heading>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
      </div>
      {props.lead && <div className={classes.lead}>{props.lead}</div>}
      {props.children}
    </div>
  );
}

export function Section(props: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  id?: string;
  level?: 2 | 3;
  children: ReactNode;
}) {
  const Heading = props.level === 3 ? "h3" : "h2";
  return (
    <section className={classes.section} id={props.id} aria-label={props.title}>
      <div className={classes.head}>
        <Heading>{props.title}</Heading>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
      </div>
      {props.text && <p className={classes.text}>{props.text}</p>}
      {props.children}
    </section>
  );
}

/** Fields of a form in a column that keeps them readable. */
export function Fields(props: { children: ReactNode }) {
  return <div className={classes.fields}>{props.children}</div>;
}
