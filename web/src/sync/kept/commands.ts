/** Changes that the server has not taken yet, by the person and project whose they are. */

import type { Kept } from "../journal";
import type { Handle } from "./database";
import { tellOthers } from "./news";

export class Commands {
  readonly #db: Handle;

  constructor(db: Handle) {
    this.#db = db;
  }

  async put(kept: Kept): Promise<void> {
    await this.#db.put("commands", kept);
    tellOthers();
  }

  async remove(id: string): Promise<void> {
    await this.#db.delete("commands", id);
    tellOthers();
  }

  /** Write something else about one, if it is still kept. */
  async change(id: string, part: Partial<Kept>): Promise<void> {
    const work = this.#db.transaction("commands", "readwrite");
    const known = await work.store.get(id);
    if (known) await work.store.put({ ...known, ...part });
    await work.done;
    tellOthers();
  }

  /** It was taken: the undos of it learn its changeset in the same step. */
  async settle(id: string, changesetId: number | null): Promise<void> {
    const work = this.#db.transaction("commands", "readwrite");
    const known = await work.store.get(id);
    await work.store.delete(id);
    const others = known ? await work.store.index("scope").getAll(known.scope) : [];
    for (const one of others) {
      if (one.undoes?.commandId !== id) continue;
      await work.store.put({ ...one, undoes: { commandId: id, changesetId } });
    }
    await work.done;
    tellOthers();
  }

  /** Give one from a tab that is gone to another; false if somebody else has it by now. */
  async adopt(id: string, from: string, to: string): Promise<boolean> {
    const work = this.#db.transaction("commands", "readwrite");
    const known = await work.store.get(id);
    const free = known?.tab === from;
    if (free) await work.store.put({ ...known, tab: to });
    await work.done;
    return free;
  }

  of(scope: string): Promise<Kept[]> {
    return this.#db.getAllFromIndex("commands", "scope", scope);
  }

  ofPerson(user: number): Promise<Kept[]> {
    return this.#db.getAllFromIndex("commands", "scope", range(user));
  }

  count(): Promise<number> {
    return this.#db.count("commands");
  }

  async forget(user: number): Promise<void> {
    const work = this.#db.transaction("commands", "readwrite");
    for (const id of await work.store.index("scope").getAllKeys(range(user))) {
      await work.store.delete(id);
    }
    await work.done;
    tellOthers();
  }
}

/** All scopes of a person. */
export function range(user: number): IDBKeyRange {
  return IDBKeyRange.bound(`${user}:`, `${user};`, false, true);
}
