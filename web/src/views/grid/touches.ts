/** Rows that somebody else just changed, and who it was: marked for a moment. */

import type { Changeset } from "~/protocol/envelope";

export interface Touch {
  readonly name: string;
  readonly at: number;
}

const SHOWN = 4000;
/** So many at once are no edit that one could follow. */
const MOST = 500;

export class Touches {
  readonly #known = new Map<number, Touch>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  has(id: number): boolean {
    return this.#known.has(id);
  }

  get(id: number): Touch | undefined {
    return this.#known.get(id);
  }

  /** Another's changeset came. */
  note(changeset: Changeset): void {
    const ids = touched(changeset);
    if (ids.size === 0 || ids.size > MOST) return;
    const at = Date.now();
    for (const id of ids) this.#known.set(id, { name: changeset.actor.name, at });
    this.#changed();
    setTimeout(() => {
      for (const [id, touch] of this.#known) if (touch.at === at) this.#known.delete(id);
      this.#changed();
    }, SHOWN);
  }
}

/** The tasks that a changeset is about: by themselves, by their links and people. */
function touched({ inputs }: Changeset): ReadonlySet<number> {
  const ids = new Set<number>();
  for (const row of inputs.tasks?.added ?? []) ids.add(row.id);
  for (const row of inputs.tasks?.updated ?? []) ids.add(row.id);
  for (const table of ["links", "assignments"] as const) {
    const change = inputs[table];
    for (const row of [...(change?.added ?? []), ...(change?.removed ?? [])]) {
      ids.add("task_id" in row ? row.task_id : row.successor_id);
    }
  }
  return ids;
}
