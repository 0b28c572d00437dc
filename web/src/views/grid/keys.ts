/** What keys do while nothing is typed in a cell. */

import { wish } from "~/here/intents";
import { beginEdit, clearCells, deleteTasks, indent, insertAbove, outdent, shift } from "./actions";
import { isClearable } from "./cells";
import { fillDown, fillRight, selectedCells } from "./clipboard";
import { NAME } from "./columns";
import type { PlanController } from "./controller";
import { ADD, rowAbove } from "./rows";

export interface KeyContext {
  openTask(id: number): void;
  /** Ask why the cursor's date is that date. */
  why(): void;
  /** Move (or with `resize` stretch) the current bar by steps; only where there are bars. */
  nudge?(id: number, by: number, resize: boolean): void;
  /** Move the keyboard to the current bar. */
  toBars?(): void;
  /** Rows that fit on the screen. */
  page: number;
}

export interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Do what a key asks for; false if it is none of the grid's. */
export function press(controller: PlanController, event: Key, context: KeyContext): boolean {
  const leaving = controller.leaving;
  controller.leaving = false;
  if (event.key === "Escape") {
    controller.leaving = true;
    controller.goTo({});
    return true;
  }
  if (event.key === "Tab") return !leaving && tab(controller, event.shiftKey);
  if (event.altKey) return alt(controller, event, context);
  if (event.ctrlKey || event.metaKey) return ctrl(controller, event, context);
  return plain(controller, event, context);
}

function tab(controller: PlanController, back: boolean): boolean {
  const ids = controller.selectedTasks();
  if (!ids.length || !controller.mayEdit || !controller.looking.outlined) return false;
  if (back) outdent(controller, ids);
  else indent(controller, ids);
  return true;
}

function alt(controller: PlanController, event: Key, context: KeyContext): boolean {
  const { current } = controller;
  switch (event.key) {
    case "ArrowUp":
    case "ArrowDown":
      if (!controller.looking.outlined) return false;
      shift(controller, controller.selectedTasks(), event.key === "ArrowDown");
      return true;
    case "ArrowLeft":
    case "ArrowRight":
      if (current === null || !context.nudge) return false;
      context.nudge(current, event.key === "ArrowRight" ? 1 : -1, event.shiftKey);
      return true;
    case "Enter":
      context.why();
      return true;
    default:
      return false;
  }
}

function ctrl(controller: PlanController, event: Key, context: KeyContext): boolean {
  const { current } = controller;
  switch (event.key.toLowerCase()) {
    case "arrowleft":
    case "arrowright":
      return fold(controller, event.key === "ArrowLeft");
    case "arrowup":
      controller.goTo({ row: controller.lines[0]?.key ?? ADD }, event.shiftKey);
      return true;
    case "arrowdown":
    case "end":
      controller.goTo({ row: controller.lines.at(-1)?.key ?? ADD }, event.shiftKey);
      return true;
    case "home":
      controller.goTo(
        { row: controller.lines[0]?.key ?? ADD, col: controller.keys[0] ?? NAME },
        event.shiftKey,
      );
      return true;
    case "a":
      controller.chooseAll();
      return true;
    case "d":
      fillDown(controller);
      return true;
    case "r":
      // With one column there is nothing to fill: then the page is loaded again, as everywhere.
      if (event.shiftKey || !controller.block || controller.block.left === controller.block.right) {
        return false;
      }
      fillRight(controller);
      return true;
    case "enter":
      if (current !== null) context.openTask(current);
      return true;
    case "-":
      deleteTasks(controller, controller.selectedTasks());
      return true;
    default:
      return false;
  }
}

/** Collapse or open the current branch; collapsed already, go to its summary. */
function fold(controller: PlanController, close: boolean): boolean {
  const { lines, place } = controller;
  const line = lines[place];
  if (line?.kind === "group") {
    controller.closeGroup(line.key, close);
    return true;
  }
  if (line?.kind !== "task") return false;
  const summary = line.line.hasChildren && close !== controller.isFolded(line.key);
  const above = summary || !close ? null : rowAbove(lines, place);
  if (summary) controller.fold(line.key, close);
  else if (above !== null) controller.goTo({ row: above });
  return true;
}

function plain(controller: PlanController, event: Key, context: KeyContext): boolean {
  const { cursor } = controller.selection;
  switch (event.key) {
    case "ArrowUp":
      controller.step(-1, 0, event.shiftKey);
      return true;
    case "ArrowDown":
      controller.step(1, 0, event.shiftKey);
      return true;
    case "ArrowLeft":
      controller.step(0, -1, event.shiftKey);
      return true;
    case "ArrowRight":
      controller.step(0, 1, event.shiftKey);
      return true;
    case "PageUp":
      controller.step(-context.page, 0, event.shiftKey);
      return true;
    case "PageDown":
      controller.step(context.page, 0, event.shiftKey);
      return true;
    case "Home":
      controller.goTo({ col: controller.keys[0] ?? NAME }, event.shiftKey);
      return true;
    case "End":
      controller.goTo({ col: controller.keys.at(-1) ?? NAME }, event.shiftKey);
      return true;
    case "Enter":
    case "F2": {
      const line = controller.lines[controller.place];
      const chosen = event.shiftKey && event.key === "F2" ? controller.selectedTasks() : [];
      if (chosen.length > 0 && controller.mayProgress) wish("bulkEdit", chosen);
      else if (line?.kind === "group") {
        controller.closeGroup(line.key, !controller.closed.has(line.key));
      } else if (cursor.col === "line") beginEdit(controller, { ...cursor, col: NAME }, null);
      else beginEdit(controller, cursor, null);
      return true;
    }
    case "F6":
      if (!context.toBars) return false;
      context.toBars();
      return true;
    case " ":
      if (!event.shiftKey) return type(controller, event.key);
      controller.chooseWhole();
      return true;
    case "Insert":
      insertAbove(controller);
      return true;
    case "Delete":
    case "Backspace":
      remove(controller);
      return true;
    default:
      return type(controller, event.key);
  }
}

/** Empty the selected cells where they can be empty; else delete the tasks (Undo brings them back). */
function remove(controller: PlanController): void {
  const { selection } = controller;
  const cells = selectedCells(controller).flat();
  const clearable = cells.filter((cell) => isClearable(cell.col));
  if (!selection.whole && clearable.length === cells.length) clearCells(controller, clearable);
  else deleteTasks(controller, controller.selectedTasks());
}

function type(controller: PlanController, key: string): boolean {
  const { cursor } = controller.selection;
  if ([...key].length !== 1 || key === "?" || controller.current === null) return false;
  const col = cursor.col === "line" ? NAME : cursor.col;
  beginEdit(controller, { row: cursor.row, col }, key === " " ? "" : key);
  return true;
}
