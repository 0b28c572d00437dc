/** What is being typed in a grid, and what was refused of it. */

import type { RowKey } from "./rows";
import type { Cell } from "./selection";

/** A cell that is being typed in. */
export interface Editing {
  readonly cell: Cell;
  /** The text it began with. */
  readonly text: string;
  /** Whether the text is selected as a whole (F2 puts the cursor at its end). */
  readonly replace: boolean;
  readonly error: string | null;
  /** What stood in the cell as one began, and the plan's version then. */
  readonly before: string;
  readonly seen: number;
}

/** A value that was refused: kept at its cell until it is put right. */
export interface Refused {
  readonly text: string;
  readonly message: string;
}

export class Typing {
  editing: Editing | null = null;
  /** The level at which the next quick add lands, relative to the last task; set by Tab. */
  addLevel: number | null = null;
  readonly refused = new Map<RowKey, ReadonlyMap<string, Refused>>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  edit(editing: Editing | null): void {
    this.editing = editing;
    this.#changed();
  }

  setAddLevel(level: number | null): void {
    this.addLevel = level;
    this.#changed();
  }

  /** Keep a refused value at its cell, or forget it once it is put right. */
  refuse(cell: Cell, refused: Refused | null): void {
    const row = new Map(this.refused.get(cell.row));
    if (refused) row.set(cell.col, refused);
    else if (!row.delete(cell.col)) return;
    if (row.size) this.refused.set(cell.row, row);
    else this.refused.delete(cell.row);
    this.#changed();
  }

  refusedAt(cell: Cell): Refused | undefined {
    return this.refused.get(cell.row)?.get(cell.col);
  }
}
