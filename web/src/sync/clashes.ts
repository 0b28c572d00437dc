/** One's own changes that met somebody else's to the same fields, until the person chose. */

import type { Change, Inputs } from "~/protocol/envelope";
import { uuid } from "~/protocol/uuid";
import type { Conflict, Outcome, Problem } from "~/store/types";
import { apart, chosen, type Take } from "./choices";
import type { Journal, Kept } from "./journal";

export interface ClashHooks {
  readonly journal: Journal;
  /** Send a change as it was chosen. */
  readonly send: (kept: Kept) => Promise<Outcome>;
  readonly tell: (conflict: Conflict) => void;
}

export class Clashes {
  readonly #hooks: ClashHooks;
  readonly #open = new Map<string, Kept>();

  constructor(hooks: ClashHooks) {
    this.#hooks = hooks;
  }

  /** Tell of one. It stays in the journal until the person chose: a reload asks again. */
  add(kept: Kept, problem: Problem): void {
    const { journal, send, tell } = this.#hooks;
    const { id, command } = kept;
    const change: Change = { type: command.type, payload: command.payload };
    const places = problem.fields ?? [];
    // What one wrote there before is settled by what one wrote later.
    this.#settle(written(kept.optimistic));
    journal.change(id, { clash: problem });
    this.#open.set(id, kept);
    const choose = async (takes: readonly Take[]): Promise<Outcome | null> => {
      const next = chosen(kept, problem, takes, uuid());
      // The new one is kept before the old one goes.
      const sent = next && send(next);
      this.#open.delete(id);
      journal.remove(id);
      return sent;
    };
    const all = (take: Take) => (places.length > 0 ? places.map(() => take) : [take]);
    tell({
      id,
      command: change,
      problem,
      apart: apart(change, command.stream, places),
      choose,
      keepMine: async () => (await choose(all("mine"))) as Outcome,
      keepTheirs: () => void choose(all("theirs")),
      settled: () => !this.#open.has(id),
    });
  }

  /** A later change of one's own was taken: it settles what it wrote over. */
  decided(all: readonly Inputs[]): void {
    if (this.#open.size > 0) this.#settle(new Set(all.flatMap((inputs) => [...written(inputs)])));
  }

  #settle(places: ReadonlySet<string>): void {
    for (const [id, kept] of this.#open) {
      const mine = written(kept.optimistic);
      if (mine.size === 0 || ![...mine].every((place) => places.has(place))) continue;
      this.#open.delete(id);
      this.#hooks.journal.remove(id);
    }
  }
}

/** The places that inputs write, as text; rows that come or go are none that others write too. */
function written(inputs: Inputs): Set<string> {
  const found = new Set<string>();
  for (const [table, change] of Object.entries(inputs)) {
    for (const { id } of [...change.added, ...change.removed]) found.add(`${table}.${id}`);
    for (const { id, after } of change.updated) {
      for (const field of Object.keys(after)) found.add(`${table}.${id}.${field}`);
    }
  }
  return found;
}
