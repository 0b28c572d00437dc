/** Changesets from wherever they come, in any order, into the store in the right one. */

import type { Changeset } from "~/protocol/envelope";
import type { LocalStore } from "~/store/project";
import { OutOfStep } from "~/store/table";

/** Milliseconds in which a missing changeset may still come by itself. */
const PATIENCE = 50;

export interface IntakeHooks {
  /** Ask for what is missing of a stream. */
  readonly catchUp: (stream: number) => void;
  /** Take a new snapshot. */
  readonly reset: () => void;
  /** About to be written: the store is still as it was before all of them. */
  readonly before?: (changesets: readonly Changeset[]) => void;
  readonly applied: (changeset: Changeset) => void;
}

export class Intake {
  readonly #store: LocalStore;
  readonly #hooks: IntakeHooks;
  readonly #held = new Map<number, Map<number, Changeset>>();
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();
  #closed = false;

  constructor(store: LocalStore, hooks: IntakeHooks) {
    this.#store = store;
    this.#hooks = hooks;
  }

  receive(changesets: readonly Changeset[]): void {
    for (const changeset of changesets) {
      const held = this.#held.get(changeset.stream) ?? new Map<number, Changeset>();
      this.#held.set(changeset.stream, held.set(changeset.version, changeset));
    }
    this.drain();
  }

  /** Hold what comes, while a new snapshot is on its way. */
  pause(): void {
    this.#closed = true;
  }

  resume(): void {
    this.#closed = false;
    this.drain();
  }

  /** Write all that fits by now; see to what is missing. */
  drain(): void {
    if (this.#closed) return;
    const { workspaceId, projectId } = this.#store;
    // The workspace first: the project's rows refer to its people and calendars.
    const ready = [workspaceId, projectId].flatMap((stream) => this.#ready(stream));
    if (ready.length > 0) {
      this.#hooks.before?.(ready);
      try {
        const outcome = this.#store.apply(ready);
        ready.forEach((changeset, place) => {
          if (outcome[place] === "applied") this.#hooks.applied(changeset);
        });
      } catch (error) {
        if (!(error instanceof OutOfStep)) throw error;
        // They still confirm what is on its way, once the snapshot is there.
        for (const one of ready) this.#held.get(one.stream)?.set(one.version, one);
        this.#hooks.reset();
        return;
      }
    }
    for (const [stream, held] of this.#held) if (held.size > 0) this.#mind(stream);
  }

  #ready(stream: number): Changeset[] {
    const held = this.#held.get(stream);
    if (!held) return [];
    const found: Changeset[] = [];
    let version = this.#store.versionOf(stream);
    for (const number of [...held.keys()].sort((a, b) => a - b)) {
      if (number > version + 1) break;
      found.push(held.get(number) as Changeset);
      held.delete(number);
      version = Math.max(version, number);
    }
    return found;
  }

  #mind(stream: number): void {
    if (this.#timers.has(stream)) return;
    const timer = setTimeout(() => {
      this.#timers.delete(stream);
      if ((this.#held.get(stream)?.size ?? 0) > 0) this.#hooks.catchUp(stream);
    }, PATIENCE);
    this.#timers.set(stream, timer);
  }
}
