/** The elements of rows that were drawn, kept while nothing but the scroll position changes. */

import { type ReactNode, useMemo } from "react";

/** More than any screen holds: what lies far behind is dropped. */
const MOST = 400;

class DrawnRows {
  readonly #rows = new Map<number, { of: unknown; element: ReactNode }>();

  /** The row of a place: as it was made before, unless `of` is what it was made of no more. */
  at(place: number, of: unknown, make: () => ReactNode): ReactNode {
    const found = this.#rows.get(place);
    if (found && found.of === of) return found.element;
    if (this.#rows.size > MOST) this.#rows.clear();
    const element = make();
    this.#rows.set(place, { of, element });
    return element;
  }
}

/** The drawn rows of a pane; all are made anew when one of `of` is another than the last time. */
export function useDrawnRows(of: readonly unknown[]): DrawnRows {
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are the dependencies
  return useMemo(() => new DrawnRows(), of);
}
