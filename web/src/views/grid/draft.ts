/**
 * What is being typed in a grid, kept apart from its fields: a row that scrolls out of sight takes its
 * field away, and gets another one when it comes back.
 */

import { commitCell } from "./actions";
import type { PlanController } from "./controller";
import type { Cell } from "./selection";
import type { Editing } from "./typing";

export interface Draft {
  readonly text: string;
  /** Where the caret stood as the field went away; null while it never did. */
  readonly caret: readonly [start: number, end: number] | null;
}

const drafts = new WeakMap<Cell, Draft>();
const added = new WeakMap<PlanController, string>();

export function draftOf({ cell, text }: Editing): Draft {
  return drafts.get(cell) ?? { text, caret: null };
}

export function keepDraft({ cell }: Editing, draft: Draft): void {
  drafts.set(cell, draft);
}

/** What stands in the empty row at the end. */
export function addedOf(controller: PlanController): string {
  return added.get(controller) ?? "";
}

export function keepAdded(controller: PlanController, text: string): void {
  added.set(controller, text);
}

/** End typing as a click elsewhere does: the value is taken; one that means nothing stays at its cell. */
export function endTyping(controller: PlanController): void {
  const { editing } = controller.typing;
  if (!editing) return;
  const { text } = draftOf(editing);
  if (!commitCell(controller, editing.cell, text)) {
    controller.typing.refuse(editing.cell, {
      text,
      message: controller.typing.editing?.error ?? "",
    });
  }
  controller.typing.edit(null);
}
