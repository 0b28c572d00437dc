/** What a pointer does on the rows of a grid: choose, stretch, open, and drag rows elsewhere. */

import { beginEdit, childrenOf, moveTasks } from "./actions";
import { fillTo } from "./clipboard";
import { NAME, NUMBER } from "./columns";
import type { PlanController } from "./controller";
import { type Drop, dropAt } from "./drop";
import { Model } from "./model";
import { ADD, rowFrom, taskOf } from "./rows";
import type { Cell } from "./selection";

/** Pixels before a press becomes a drag. */
const SLACK = 4;
const EDGE = 28;

/** The cell under an event's target. */
export function cellOf(target: EventTarget | null): Cell | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest<HTMLElement>("[data-row]")?.dataset.row;
  if (row === undefined) return null;
  const col = target.closest<HTMLElement>("[data-col]")?.dataset.col ?? NAME;
  return { row: rowFrom(row), col };
}

/** The drag of rows, watched by the mark that shows where they would land. */
export class RowDrag extends Model {
  drop: Drop | null = null;
  ids: readonly number[] = [];
  /** The pointer, for the label at it. */
  x = 0;
  y = 0;

  show(drop: Drop | null, ids: readonly number[], x: number, y: number): void {
    this.drop = drop;
    this.ids = ids;
    this.x = x;
    this.y = y;
    this.changed();
  }

  get active(): boolean {
    return this.ids.length > 0;
  }
}

/**
 * A press on a cell: the cursor goes there, a drag stretches the block; on the line number it
 * chooses rows and a drag moves them.
 */
export function pressCell(
  controller: PlanController,
  rows: RowDrag,
  event: PointerEvent,
  cell: Cell,
): void {
  const handle = cell.col === NUMBER;
  const inside = controller.selectedRows().includes(cell.row);
  if (event.ctrlKey || event.metaKey) {
    controller.toggleRow(cell.row);
  } else if (handle) {
    if (!inside || event.shiftKey) controller.chooseRow(cell.row, event.shiftKey);
  } else controller.goTo(cell, event.shiftKey);
  if (cell.row === ADD || (event.pointerType === "touch" && !handle)) return;
  if (handle && taskOf(cell.row) !== null && controller.mayEdit) {
    if (controller.looking.outlined) dragRows(controller, rows, event);
  } else if (!event.ctrlKey && !event.metaKey) stretch(controller, event);
}

function follow(
  onMove: (event: PointerEvent) => void,
  onEnd: (event: PointerEvent | null) => void,
): void {
  const abort = new AbortController();
  const { signal } = abort;
  const end = (event: PointerEvent | null): void => {
    abort.abort();
    onEnd(event);
  };
  window.addEventListener("pointermove", onMove, { signal });
  window.addEventListener("pointerup", end, { signal });
  window.addEventListener("pointercancel", () => end(null), { signal });
  window.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      end(null);
    },
    { signal, capture: true },
  );
}

function stretch(controller: PlanController, start: PointerEvent): void {
  follow(
    (event) => {
      if (
        Math.abs(event.clientY - start.clientY) + Math.abs(event.clientX - start.clientX) <
        SLACK
      ) {
        return;
      }
      const over = cellOf(document.elementFromPoint(event.clientX, event.clientY));
      if (!over || over.row === ADD) return;
      const { cursor } = controller.selection;
      if (over.row !== cursor.row || over.col !== cursor.col) controller.goTo(over, true);
    },
    () => undefined,
  );
}

/** A drag of the block's handle: down, up or to the right, whichever is farther; Esc ends it. */
export function dragFill(controller: PlanController): void {
  const from = controller.block;
  if (!from) return;
  follow(
    (event) => {
      const over = cellOf(document.elementFromPoint(event.clientX, event.clientY));
      const place = over && controller.places.get(over.row);
      if (!over || place === undefined || place === null) return;
      scrollAtEdge(controller, event.clientY);
      const at = controller.keys.indexOf(over.col);
      const down = Math.max(place - from.bottom, from.top - place, 0);
      const across = Math.max(0, at - from.right);
      const to =
        down === 0 && across === 0
          ? null
          : down > 0
            ? { ...from, top: Math.min(from.top, place), bottom: Math.max(from.bottom, place) }
            : { ...from, right: at };
      controller.setFilling(to);
    },
    (event) => {
      const to = controller.filling;
      controller.setFilling(null);
      if (!event || !to) return;
      fillTo(controller, from, to);
      const { keys, lines } = controller;
      controller.goTo({ row: lines[to.top]?.key ?? ADD, col: keys[to.left] ?? NAME });
      controller.goTo({ row: lines[to.bottom]?.key ?? ADD, col: keys[to.right] ?? NAME }, true);
    },
  );
}

function dragRows(controller: PlanController, rows: RowDrag, start: PointerEvent): void {
  const ids = controller.selectedTasks();
  const first = controller.store.outlineLine(ids[0] ?? 0);
  if (!first) return;
  const moving = new Set(ids);
  let dragging = false;
  let last = start;
  let timer: ReturnType<typeof setInterval> | null = null;

  const update = (event: PointerEvent): void => {
    const { viewport } = controller;
    const box = viewport.scroller?.getBoundingClientRect();
    const y = event.clientY - (box?.top ?? 0) - viewport.headerHeight + viewport.scrollTop;
    const gap = Math.max(0, Math.min(controller.lines.length, Math.round(y / viewport.rowHeight)));
    const level = first.level + Math.round((event.clientX - start.clientX) / 16);
    const drop = dropAt(
      controller.lines,
      gap,
      level,
      (id) => controller.store.outlineLine(id),
      (id) => childrenOf(controller, id),
      moving,
    );
    rows.show(drop, ids, event.clientX, event.clientY);
  };

  follow(
    (event) => {
      last = event;
      if (!dragging) {
        dragging =
          Math.abs(event.clientY - start.clientY) + Math.abs(event.clientX - start.clientX) > SLACK;
        if (!dragging) return;
        timer = setInterval(() => {
          if (scrollAtEdge(controller, last.clientY)) update(last);
        }, 40);
      }
      update(event);
    },
    (event) => {
      if (timer !== null) clearInterval(timer);
      const { drop } = rows;
      rows.show(null, [], 0, 0);
      if (!dragging) {
        // A plain click on one of several chosen rows chooses it alone.
        const cell = event && cellOf(event.target);
        if (cell && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
          controller.chooseRow(cell.row, false);
        }
        return;
      }
      if (event && drop) moveTasks(controller, ids, drop);
    },
  );
}

/** Scroll while something is dragged near the upper or lower edge. */
export function scrollAtEdge(controller: PlanController, clientY: number): boolean {
  const { viewport } = controller;
  const { scroller } = viewport;
  if (!scroller) return false;
  const box = scroller.getBoundingClientRect();
  const top = box.top + viewport.headerHeight;
  const by =
    clientY < top + EDGE
      ? -viewport.rowHeight
      : clientY > box.bottom - EDGE
        ? viewport.rowHeight
        : 0;
  if (!by) return false;
  scroller.scrollTop += by;
  viewport.scrolled();
  return true;
}

/** A double press opens a cell; on the number it opens the task. */
export function doublePress(
  controller: PlanController,
  cell: Cell,
  openTask: (id: number) => void,
): void {
  const id = taskOf(cell.row);
  if (id === null) return;
  if (cell.col === NUMBER) openTask(id);
  else beginEdit(controller, cell, null);
}
