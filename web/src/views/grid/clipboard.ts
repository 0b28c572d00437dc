/** Ranges to and from a spreadsheet; filling down. */

import { gathered, type Step } from "~/commands";
import { i18next } from "~/text/i18n";
import { toasts } from "~/ui/toasts";
import { clearCells, perform } from "./actions";
import { lockedBecause, meaningOf, seriesOf, typedText } from "./cells";
import { NAME, NUMBER } from "./columns";
import type { PlanController } from "./controller";
import { type Copied, copied } from "./copying";
import { isOutline, pasteOutline } from "./quickadd";
import type { Reading } from "./reading";
import { taskOf } from "./rows";
import type { Block, Cell } from "./selection";
import { continued } from "./series";
import { readTable } from "./tables";

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "grid", ...values });

/** The cells of the selection, row by row; single rows stand for all their columns. */
export function selectedCells(controller: PlanController): Cell[][] {
  const { block, selection, keys, lines } = controller;
  if (!block) return [];
  const columns = keys.slice(block.left, block.right + 1);
  if (selection.extra.size) {
    return controller.selectedRows().map((row) => keys.map((col) => ({ row, col })));
  }
  const found: Cell[][] = [];
  for (let place = block.top; place <= block.bottom; place++) {
    const line = lines[place];
    if (line?.kind === "task") found.push(columns.map((col) => ({ row: line.key, col })));
  }
  return found;
}

/** What can be typed again into a cell. */
function typedIn({ row, col }: Cell, reading: Reading): string {
  const id = taskOf(row);
  return id === null ? "" : typedText(col, id, reading);
}

/** What a spreadsheet gets, and what can be pasted back. */
export function copy(controller: PlanController): Copied {
  return copied(controller, selectedCells(controller));
}

/** Cut: copy, then empty what can be emptied. */
export function cut(controller: PlanController): Copied {
  const found = copy(controller);
  clearCells(controller, selectedCells(controller).flat());
  return found;
}

/** Paste at the cursor: one value into all selected cells, or a table from the cursor on. A range
 * that is a multiple of the table takes it several times. */
export function paste(controller: PlanController, text: string, html = ""): void {
  if (!controller.mayEdit) return;
  const { current, selection, block } = controller;
  if (current === null) {
    void pasteOutline(controller, text, null);
    return;
  }
  const table = readTable(text, html);
  const [only] = table;
  const single = table.length === 1 && only?.length === 1;
  const wholeRows = selection.whole && isOutline(text);
  if (wholeRows) {
    void pasteOutline(controller, text, current);
    return;
  }
  const cells: { cell: Cell; text: string }[] = [];
  if (single) {
    for (const cell of selectedCells(controller).flat())
      cells.push({ cell, text: only?.[0] ?? "" });
  } else if (block) {
    const wide = Math.max(...table.map((row) => row.length));
    const [high, across] = [block.bottom - block.top + 1, block.right - block.left + 1];
    const times = high % table.length === 0 ? high / table.length : 1;
    const beside = across % wide === 0 ? across / wide : 1;
    for (let down = 0; down < times; down++) {
      for (let right = 0; right < beside; right++) {
        const [top, left] = [block.top + down * table.length, block.left + right * wide];
        spread(controller, table, top, left, cells);
      }
    }
  }
  write(controller, cells);
}

/** Lay a table over the cells from a corner on; lines beyond the last task become new ones. */
function spread(
  controller: PlanController,
  table: readonly (readonly string[])[],
  top: number,
  left: number,
  cells: { cell: Cell; text: string }[],
): void {
  const { lines, keys } = controller;
  const rest: string[] = [];
  table.forEach((row, down) => {
    const line = lines[top + down];
    if (line?.kind === "task") {
      row.forEach((text, right) => {
        const col = keys[left + right];
        if (col) cells.push({ cell: { row: line.key, col }, text });
      });
    } else if (keys[left] === NAME || keys[left] === NUMBER) {
      rest.push(row.join("\t"));
    }
  });
  if (rest.length) void pasteOutline(controller, rest.join("\n"), null);
}

/** Write texts into cells as one change; the first that means nothing stops it all, in words. */
export function write(
  controller: PlanController,
  cells: readonly { cell: Cell; text: string }[],
): void {
  const steps: Step[] = [];
  const { reading, session } = controller;
  for (const { cell, text: given } of cells) {
    const id = taskOf(cell.row);
    if (id === null) continue;
    // A cell has one line.
    const text = given.replace(/\s*\n\s*/g, cell.col.startsWith("custom:") ? ", " : " ").trim();
    // Results within a pasted block (float, critical) are passed over, not refused.
    if (lockedBecause(cell.col, id, reading) !== null) continue;
    if (typedText(cell.col, id, reading) === text) continue;
    const meaning = meaningOf(cell.col, id, text, reading, session);
    if (!meaning.ok) {
      const place = reading.store.task(id)?.name ?? "";
      const message = `${place}: ${meaning.message}`;
      toasts.show({ tone: "bad", key: "paste", text: t("did.pasteRefused", { message }) });
      controller.goTo(cell);
      return;
    }
    steps.push(...meaning.steps);
  }
  if (steps.length) void perform(controller, gathered(steps));
}

/** Fill the selection from its first column, as Ctrl+R in spreadsheets. */
export function fillRight(controller: PlanController): void {
  if (!controller.mayEdit) return;
  const { reading } = controller;
  write(
    controller,
    selectedCells(controller).flatMap(([first, ...rest]) => {
      const text = first ? typedIn(first, reading) : "";
      return rest.map((cell) => ({ cell, text }));
    }),
  );
}

/** Fill from a block on to where the handle was dragged: downwards or upwards as a series of each
 * column, to the right as copies. */
export function fillTo(controller: PlanController, from: Block, to: Block): void {
  const { keys, lines, reading } = controller;
  const cells: { cell: Cell; text: string }[] = [];
  const rowAt = (place: number) => {
    const line = lines[place];
    return line?.kind === "task" ? line.id : null;
  };
  const places = (first: number, last: number) =>
    Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n).filter(
      (place) => rowAt(place) !== null,
    );
  const source = places(from.top, from.bottom);
  if (to.right > from.right) {
    const last = keys[from.right] ?? NAME;
    for (const place of source) {
      const row = rowAt(place) ?? 0;
      const text = typedText(last, row, reading);
      for (const col of keys.slice(from.right + 1, to.right + 1)) {
        cells.push({ cell: { row, col }, text });
      }
    }
  } else {
    const back = to.top < from.top;
    const wanted = back ? places(to.top, from.top - 1) : places(from.bottom + 1, to.bottom);
    for (const col of keys.slice(from.left, from.right + 1)) {
      const texts = source.map((place) => typedText(col, rowAt(place) ?? 0, reading));
      const further = continued(texts, seriesOf(col, reading), wanted.length, back);
      wanted.forEach((place, n) => {
        cells.push({ cell: { row: rowAt(place) ?? 0, col }, text: further[n] ?? "" });
      });
    }
  }
  write(controller, cells);
}

/** Fill the selection from its first row, as Ctrl+D in spreadsheets. */
export function fillDown(controller: PlanController): void {
  const [first, ...rest] = selectedCells(controller);
  if (!first || !rest.length || !controller.mayEdit) return;
  const { reading } = controller;
  const texts = first.map((cell) => typedIn(cell, reading));
  write(
    controller,
    rest.flatMap((row) => row.map((cell, at) => ({ cell, text: texts[at] ?? "" }))),
  );
}
