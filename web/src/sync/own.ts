/** The changes that were sent from here: their changesets are known as one's own. */

import type { Changeset } from "~/protocol/envelope";
import type { LocalStore } from "~/store/index";
import type { Done } from "./history";

/** How many are remembered. */
const MOST = 500;

export class OwnChanges {
  readonly #done = new Map<string, Done>();
  /** Undos by the changeset that they take back: the server gives them ids of its own. */
  readonly #undos = new Map<number, string>();
  /** By stream, whose results are remembered: of thousands of rows each, so those of one alone. */
  readonly #newest = new Map<number, Done>();

  add(commandId: string, done: Done): void {
    this.#done.set(commandId, done);
    dropOldest(this.#done);
  }

  has(commandId: string): boolean {
    return this.#done.has(commandId);
  }

  /** The changeset of a command, null as long as none is known. */
  changesetOf(commandId: string): number | null {
    return this.#done.get(commandId)?.changesetId ?? null;
  }

  undo(changesetId: number, commandId: string): void {
    this.#undos.set(changesetId, commandId);
    dropOldest(this.#undos);
  }

  /** Changesets with the ids under which their commands are known here. */
  named(changesets: readonly Changeset[], user: number): Changeset[] {
    return changesets.map((one) => {
      const id = one.actor?.id === user ? this.#undos.get(one.undoes ?? -1) : undefined;
      return id === undefined ? one : { ...one, command_id: id };
    });
  }

  /**
   * Remember the results that one's own change writes over, to show them when it is undone. Once
   * anything else came to the stream they would be wrong, and are let go of.
   */
  rememberResults(changesets: readonly Changeset[], store: LocalStore): void {
    for (const changeset of changesets) {
      const { stream, version } = changeset;
      const known = store.versionOf(stream);
      if (version <= known) continue;
      const done = this.#done.get(changeset.command_id);
      const last = this.#newest.get(stream);
      if (last && last !== done) {
        last.before = [];
        this.#newest.delete(stream);
      }
      if (!done || version !== known + 1) continue;
      const ids = (changeset.results?.schedule?.id ?? []) as number[];
      done.before = [...done.before, ...store.confirmedResults(ids)];
      this.#newest.set(stream, done);
    }
  }
}

function dropOldest(kept: Map<unknown, unknown>): void {
  if (kept.size <= MOST) return;
  const [oldest] = kept.keys();
  kept.delete(oldest);
}
