/** Keys for rows that are made while no server can be asked for more: leased ahead, given out in parts. */

import type { Handle } from "./database";

export interface Block {
  readonly next: number;
  readonly until: number;
}

/** At fewer keys than this another block is leased ahead. */
const LOW = 192;
/** How many are given out at once: what a page does not use of them is lost. */
const PART = 64;

export class Reserve {
  readonly #db: Handle;

  constructor(db: Handle) {
    this.#db = db;
  }

  /** Lease a block ahead where few keys are left. */
  async fill(user: number, lease: () => Promise<Block>): Promise<void> {
    const known = await this.#db.get("keys", user);
    if (known && known.until - known.next >= LOW) return;
    const { next, until } = await lease();
    await this.#db.put("keys", { user, next, until });
  }

  /** Take some out, so that no other page gives out the same; null where none are left. */
  async take(user: number): Promise<Block | null> {
    const work = this.#db.transaction("keys", "readwrite");
    const known = await work.store.get(user);
    const until = known ? Math.min(known.next + PART, known.until) : 0;
    const part = known && until > known.next ? { next: known.next, until } : null;
    if (known && part) await work.store.put({ ...known, next: until });
    await work.done;
    return part;
  }

  async forgetOthers(user: number | null): Promise<void> {
    const work = this.#db.transaction("keys", "readwrite");
    for (const one of await work.store.getAllKeys()) {
      if (one !== user) await work.store.delete(one);
    }
    await work.done;
  }
}
