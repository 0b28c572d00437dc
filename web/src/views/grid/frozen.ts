/** Which of the frozen columns stay in place while the others scroll: those that there is room for. */

import { type Column, NAME, NUMBER } from "./columns";

/** Columns that stay even where there is no room for all that are frozen. */
export const FIRST: readonly string[] = [NUMBER, NAME];
/** Pixels that the columns which scroll have at least beside those that stay. */
const ROOM = 72;

/** Say of a pane whether it is scrolled sideways, and what stays in place then. */
export function markScrolled(
  pane: Pick<HTMLElement, "scrollLeft" | "clientWidth" | "dataset">,
  columns: readonly Pick<Column, "key" | "width" | "frozen">[],
): void {
  const frozen = columns.filter((column) => column.frozen);
  const fits = (some: typeof frozen) =>
    some.reduce((sum, one) => sum + one.width, ROOM) <= pane.clientWidth;
  const first = frozen.filter((column) => FIRST.includes(column.key));
  if (pane.scrollLeft <= 0) delete pane.dataset.scrolled;
  else pane.dataset.scrolled = fits(frozen) ? "all" : fits(first) ? "first" : "none";
}

/** Whether a cell or head of a pane stays in place now. */
export function staysIn(pane: HTMLElement, { dataset }: HTMLElement): boolean {
  const { scrolled } = pane.dataset;
  if (dataset.frozen === undefined) return false;
  return scrolled === "all" || (scrolled === "first" && FIRST.includes(dataset.col ?? ""));
}
