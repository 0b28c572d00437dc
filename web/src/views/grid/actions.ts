/** What one can do to the plan from a grid or a time line. Everything ends in a command. */

import {
  addTask,
  deleteTasks as deleteThem,
  gathered,
  indent as indentThem,
  moveBy,
  moveTasks as moveThem,
  outdent as outdentThem,
  run,
  type Step,
} from "~/commands";
import { inherited } from "~/commands/inherit";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { Outcome } from "~/store/types";
import { toasts } from "~/ui/toasts";
import { lockedBecause, meaningOf, typedText } from "./cells";
import { NAME } from "./columns";
import type { PlanController } from "./controller";
import { ADD, taskOf } from "./rows";
import type { Cell } from "./selection";

/** Send steps as one change, shown at once. What came of it is told by the frame around. */
export function perform(
  controller: PlanController,
  steps: readonly Step[],
  results?: readonly ScheduleRow[],
): Promise<Outcome> {
  return run(controller.session, steps, results ? { results } : {});
}

/**
 * Take the text typed in a cell. True once it is on its way; false where it means nothing: then the
 * editor stays open and says why. What the server refuses later is kept at the cell, too.
 */
export function commitCell(controller: PlanController, cell: Cell, text: string): boolean {
  const id = taskOf(cell.row);
  if (id === null) return false;
  if (leftAsItWas(controller, cell, id, text)) {
    controller.typing.refuse(cell, null);
    return true;
  }
  const meaning = meaningOf(cell.col, id, text, controller.reading, controller.session);
  if (!meaning.ok) {
    if (controller.typing.editing)
      controller.typing.edit({ ...controller.typing.editing, error: meaning.message });
    return false;
  }
  controller.typing.refuse(cell, null);
  if (meaning.steps.length === 0) return true;
  const { editing } = controller.typing;
  const options = editing?.cell === cell ? { seen: editing.seen } : {};
  void run(controller.session, meaning.steps, options).then((outcome) => {
    // Over what another wrote one is asked where all such is asked.
    if (outcome.ok || outcome.problem.status === 0 || outcome.problem.type === "conflict") return;
    controller.typing.refuse(cell, { text, message: outcome.problem.detail });
  });
  return true;
}

/** Whether a text is what one began with, while another wrote something else there: that stays. */
function leftAsItWas(controller: PlanController, cell: Cell, id: number, text: string): boolean {
  const { editing } = controller.typing;
  if (editing?.cell !== cell || text.trim() !== editing.before) return false;
  return typedText(cell.col, id, controller.reading) !== editing.before;
}

/** Open a cell for typing; a locked one says why it is locked. */
export function beginEdit(controller: PlanController, cell: Cell, typed: string | null): void {
  const id = taskOf(cell.row);
  if (id === null) return;
  const locked = lockedBecause(cell.col, id, controller.reading);
  if (locked) {
    toasts.show({ key: "locked", tone: "quiet", text: locked });
    return;
  }
  const kept = controller.typing.refusedAt(cell);
  const before = typedText(cell.col, id, controller.reading);
  controller.goTo(cell);
  controller.typing.edit({
    cell: { ...cell },
    text: typed ?? kept?.text ?? before,
    replace: typed === null,
    error: kept && typed === null ? kept.message : null,
    before,
    seen: controller.store.version,
  });
}

export function deleteTasks(controller: PlanController, ids: readonly number[]): void {
  if (ids.length && controller.mayEdit) void deleteThem(controller.session, ids);
}

/** The sibling above a task, which it would be indented under. */
function siblingAbove(controller: PlanController, id: number): number | undefined {
  const siblings = childrenOf(controller, controller.store.outlineLine(id)?.parentId ?? null);
  return siblings[siblings.indexOf(id) - 1];
}

export function indent(controller: PlanController, ids: readonly number[]): void {
  const [first] = ids;
  if (first === undefined || !controller.mayEdit) return;
  const above = siblingAbove(controller, first);
  if (above !== undefined) controller.collapse(above, false);
  void indentThem(controller.session, ids);
}

export function outdent(controller: PlanController, ids: readonly number[]): void {
  if (!ids.length || !controller.mayEdit) return;
  void outdentThem(controller.session, ids);
}

/** Keys of a task's children in order; of null, of the top. */
export function childrenOf(controller: PlanController, parent: number | null): number[] {
  const { store } = controller;
  const keys = store.index("tasks", "parent_id").get(parent) ?? [];
  return [...keys].sort(
    (a, b) => (store.outlineLine(a)?.line ?? 0) - (store.outlineLine(b)?.line ?? 0),
  );
}

export interface Target {
  readonly parentId: number | null;
  readonly afterId: number | null;
  readonly beforeId: number | null;
}

export function moveTasks(controller: PlanController, ids: readonly number[], to: Target): void {
  if (!ids.length || !controller.mayEdit) return;
  if (to.parentId !== null) controller.collapse(to.parentId, false);
  const { parentId, afterId, beforeId } = to;
  void moveThem(controller.session, ids, {
    parentId,
    ...(afterId !== null ? { afterId } : beforeId !== null ? { beforeId } : {}),
  });
}

/** Move the selected rows one up or down among their siblings. */
export function shift(controller: PlanController, ids: readonly number[], down: boolean): void {
  if (ids.length && controller.mayEdit) void moveBy(controller.session, ids, down ? 1 : -1);
}

/** A new empty task above the cursor, with its name open for typing. */
export function insertAbove(controller: PlanController): void {
  if (!controller.mayEdit) return;
  const { current, session } = controller;
  if (current === null || session.keysLeft() === 0) {
    controller.goTo({ row: ADD, col: NAME });
    return;
  }
  const id = session.newId();
  const { steps } = inherited(session, controller.looking.look);
  void addTask(session, { above: current }, {}, id, steps);
  controller.refresh();
  if (!controller.places.has(id)) return;
  const cell = { row: id, col: NAME };
  controller.goTo(cell);
  const { version: seen } = session.store;
  controller.typing.edit({ cell, text: "", replace: true, error: null, before: "", seen });
}

/** Empty cells, those that can be; as one change. */
export function clearCells(controller: PlanController, cells: readonly Cell[]): void {
  const steps: Step[] = [];
  for (const cell of cells) {
    const id = taskOf(cell.row);
    if (id === null) continue;
    const meaning = meaningOf(cell.col, id, "", controller.reading, controller.session);
    if (meaning.ok) steps.push(...meaning.steps);
    controller.typing.refuse(cell, null);
  }
  if (steps.length) void perform(controller, gathered(steps));
}
