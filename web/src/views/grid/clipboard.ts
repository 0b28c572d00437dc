/** Ranges to and from a spreadsheet, as tab-separated text; filling down. */

import type { Step } from "~/commands";
import { parseCells } from "~/model/csv";
import { i18next } from "~/text/i18n";
import { toasts } from "~/ui/toasts";
import { clearCells, perform } from "./actions";
import { lockedBecause, meaningOf, typedText } from "./cells";
import { NAME, NUMBER } from "./columns";
import type { PlanController } from "./controller";
import { isOutline, pasteOutline } from "./quickadd";
import type { Cell } from "./selection";

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "grid", ...values });

/** The cells of the selection, row by row; single rows stand for all their columns. */
export function selectedCells(controller: PlanController): Cell[][] {
  const { block, selection, keys, lines } = controller;
  if (!block) return [];
  const columns = keys.slice(block.left, block.right + 1);
  if (selection.extra.size) {
    return controller.selectedTasks().map((row) => keys.map((col) => ({ row, col })));
  }
  const found: Cell[][] = [];
  for (let place = block.top; place <= block.bottom; place++) {
    const line = lines[place];
    if (line?.kind === "task") found.push(columns.map((col) => ({ row: line.key, col })));
  }
  return found;
}

function quoted(text: string): string {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a spreadsheet gets: what can be typed again, so that it can be pasted back. */
export function copyText(controller: PlanController): string {
  const { reading } = controller;
  return selectedCells(controller)
    .map((row) =>
      row
        .map(({ row: id, col }) => {
          const text = typeof id === "number" ? reading.text(col, id) : "";
          const typed = typeof id === "number" ? typedText(col, id, reading) : "";
          return quoted(col === "percent" || col === "wbs" ? text : typed);
        })
        .join("\t"),
    )
    .join("\n");
}

/** Cut: copy, then empty what can be emptied. */
export function cut(controller: PlanController): string {
  const text = copyText(controller);
  clearCells(controller, selectedCells(controller).flat());
  return text;
}

/** Paste at the cursor: one value into all selected cells, or a table from the cursor on. */
export function paste(controller: PlanController, text: string): void {
  if (!controller.mayEdit) return;
  const { current, selection, block } = controller;
  if (current === null) {
    void pasteOutline(controller, text, null);
    return;
  }
  const table = parseCells(text.replace(/\r?\n$/, ""), "\t");
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
    spread(controller, table, block.top, block.left, cells);
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
  for (const { cell, text } of cells) {
    if (typeof cell.row !== "number") continue;
    // Results within a pasted block (float, critical) are passed over, not refused.
    if (lockedBecause(cell.col, cell.row, reading) !== null) continue;
    if (typedText(cell.col, cell.row, reading) === text) continue;
    const meaning = meaningOf(cell.col, cell.row, text, reading, session);
    if (!meaning.ok) {
      const place = reading.store.task(cell.row)?.name ?? "";
      const message = `${place}: ${meaning.message}`;
      toasts.show({ tone: "bad", key: "paste", text: t("did.pasteRefused", { message }) });
      controller.goTo(cell);
      return;
    }
    steps.push(...meaning.steps);
  }
  if (steps.length) void perform(controller, steps);
}

/** Fill the selection from its first row, as Ctrl+D in spreadsheets. */
export function fillDown(controller: PlanController): void {
  const [first, ...rest] = selectedCells(controller);
  if (!first || !rest.length || !controller.mayEdit) return;
  const { reading } = controller;
  const texts = first.map(({ row, col }) =>
    typeof row === "number" ? typedText(col, row, reading) : "",
  );
  write(
    controller,
    rest.flatMap((row) => row.map((cell, at) => ({ cell, text: texts[at] ?? "" }))),
  );
}
