/** The elements of rows that were drawn, kept while nothing but the scroll position changes. */

import { type ReactNode, useRef } from "react";

/** More than any screen holds: what lies far behind is dropped. */
const MOST = 400;

class DrawnRows {
  #of: readonly unknown[] = [];
  readonly #rows = new Map<number, { of: unknown; element: ReactNode }>();

  /** All rows are made anew when one of `of` is another than the last time. */
  begin(of: readonly unknown[]): this {
    const same = of.length === this.#of.length && of.every((one, i) => one === this.#of[i]);
    if (!same || this.#rows.size > MOST) this.#rows.clear();
    this.#of = of;
    return this;
  }

  /** The row of a place: as it was made before, unless `of` is what it was made of no more. */
  at(place: number, of: unknown, make: () => ReactNode): ReactNode {
    const found = this.#rows.get(place);
    if (found && found.of === of) return found.element;
    const element = make();
    this.#rows.set(place, { of, element });
    return element;
  }
}

/** The drawn rows of a pane. */
export function useDrawnRows(of: readonly unknown[]): DrawnRows {
  const rows = useRef<DrawnRows>(null);
  rows.current ??= new DrawnRows();
  return rows.current.begin(of);
}
