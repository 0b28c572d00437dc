/** The keyboard on the bars: it goes with the cursor from row to row. */

import { type RefObject, useLayoutEffect, useRef } from "react";
import type { PlanController } from "~/views/grid/controller";

/**
 * A bar that has the keyboard gives it to the bar of the cursor's row. One that leaves the screen lends
 * its element to another: then the keyboard goes back to the grid.
 */
export function useBarFocus(pane: RefObject<HTMLElement | null>, controller: PlanController): void {
  const { first } = controller.viewport;
  const { row } = controller.selection.cursor;
  const drawn = useRef(first);
  useLayoutEffect(() => {
    const scrolled = drawn.current !== first;
    drawn.current = first;
    const active = document.activeElement;
    const at = active?.closest<HTMLElement>(".hwt-row")?.dataset.row;
    if (at === undefined || !pane.current?.contains(active) || at === String(row)) return;
    const bar = pane.current.querySelector<HTMLElement>(".hwt-row[data-current] .hwt-bar");
    if (bar) bar.focus({ preventScroll: true });
    else if (scrolled) controller.focus();
  }, [pane, controller, first, row]);
}
