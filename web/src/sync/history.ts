/** One's own changes, to undo and redo them: ids of changesets, kept for the tab's session. */

import type { Inputs, TableChange } from "~/protocol/envelope";
import type { ScheduleRow } from "~/protocol/tables.generated";

/** A change of one's own. All but the id is known only as long as the page lives. */
export interface Done {
  readonly commandId: string;
  /** Null until the server confirmed it. */
  changesetId: number | null;
  /** What it wrote: as it was shown, and once confirmed as the server says. */
  inputs: readonly Inputs[];
  /** The results that it wrote over, as long as nothing came after it; and the versions it made. */
  before: readonly ScheduleRow[];
  versions: ReadonlyMap<number, number>;
  /** Sends it again: it was taken back before it was ever sent. */
  again?: () => Promise<unknown>;
}

interface Kept {
  undo: number[];
  redo: number[];
}

const MOST = 200;

export class History {
  readonly undoable: Done[] = [];
  readonly redoable: Done[] = [];
  readonly #name: string;
  readonly #storage: Storage | null;

  constructor(name: string, storage: Storage | null) {
    this.#name = `headway.undo.${name}`;
    this.#storage = storage;
    const kept = this.#read();
    this.undoable.push(...kept.undo.map(known));
    this.redoable.push(...kept.redo.map(known));
  }

  /** Remember a new change; what was undone before it cannot be redone any more. */
  add(done: Done): void {
    this.undoable.push(done);
    if (this.undoable.length > MOST) this.undoable.shift();
    this.redoable.length = 0;
    this.save();
  }

  /** Forget a change that came to nothing. */
  forget(done: Done): void {
    for (const stack of [this.undoable, this.redoable]) {
      const place = stack.indexOf(done);
      if (place >= 0) stack.splice(place, 1);
    }
    this.save();
  }

  /** Take out one of those that can be undone. */
  take(changesetId: number): Done | undefined {
    const place = this.undoable.findIndex((done) => done.changesetId === changesetId);
    return place < 0 ? undefined : this.undoable.splice(place, 1)[0];
  }

  /** A kept undo is still to be sent: what it takes back is taken back, and `reverse` can be. */
  resume(undoes: { commandId: string; changesetId: number | null }, reverse: Done): void {
    const { undoable, redoable } = this;
    const isIt = (done: Done) =>
      undoes.changesetId === null
        ? done.commandId === undoes.commandId
        : done.changesetId === undoes.changesetId;
    for (const [from, to] of [
      [undoable, redoable],
      [redoable, undoable],
    ] as const) {
      const place = from.findIndex(isIt);
      if (place < 0) continue;
      from.splice(place, 1);
      to.push(reverse);
      return;
    }
  }

  save(): void {
    const ids = (stack: Done[]) => stack.flatMap((done) => done.changesetId ?? []);
    const kept: Kept = { undo: ids(this.undoable), redo: ids(this.redoable) };
    try {
      this.#storage?.setItem(this.#name, JSON.stringify(kept));
    } catch {
      // A full storage only means that a reload forgets what could be undone.
    }
  }

  #read(): Kept {
    try {
      const text = this.#storage?.getItem(this.#name);
      if (text) return JSON.parse(text) as Kept;
    } catch {
      // Not ours, or forbidden: begin afresh.
    }
    return { undo: [], redo: [] };
  }
}

function known(changesetId: number): Done {
  return { commandId: "", changesetId, inputs: [], before: [], versions: new Map() };
}

/** The inputs that take others back, to show an undo at once. */
export function inverse(all: readonly Inputs[]): Inputs {
  const found: Record<string, TableChange> = {};
  for (const inputs of all) {
    for (const [table, change] of Object.entries(inputs) as unknown as [string, TableChange][]) {
      found[table] = {
        added: change.removed ?? [],
        removed: change.added ?? [],
        updated: (change.updated ?? []).map(({ id, before, after }) => ({
          id,
          before: after,
          after: before,
        })),
      };
    }
  }
  return found as Inputs;
}
