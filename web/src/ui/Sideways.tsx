/** What may be wider than its place: it scrolls by pointer, and by keys once it has the focus. */

import type { ReactNode } from "react";

export function Sideways(props: {
  label: string;
  className: string | undefined;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={props.className} aria-label={props.label} tabIndex={0}>
      {props.children}
    </section>
  );
}
