/** Answers of the server that pages show when it cannot be asked: who one is, the projects, My work. */

import { SHAPE } from "~/protocol/tables.generated";
import type { Handle } from "./database";

export interface KeptAnswer {
  readonly key: string;
  readonly user: number;
  /** The records that this version of the app knows: another version asks anew. */
  readonly shape: string;
  readonly at: number;
  readonly value: unknown;
}

/** Who is signed in: the one answer that is found without knowing that. */
const ME = "me";

interface Me {
  readonly user: { readonly id: number };
}

export class Answers {
  readonly #db: Handle;

  constructor(db: Handle) {
    this.#db = db;
  }

  async keep(name: string, value: unknown): Promise<void> {
    const user = name === ME ? (value as Me).user.id : await this.person();
    if (user === null) return;
    const key = name === ME ? ME : `${user}:${name}`;
    await this.#db.put("answers", { key, user, shape: SHAPE, at: Date.now(), value });
  }

  async find(name: string): Promise<KeptAnswer | null> {
    const user = name === ME ? null : await this.person();
    const found = await this.#db.get("answers", name === ME ? ME : `${user}:${name}`);
    return found?.shape === SHAPE ? found : null;
  }

  /** Whose answers are kept. */
  async person(): Promise<number | null> {
    return (await this.#db.get("answers", ME))?.user ?? null;
  }

  async forgetOthers(user: number | null): Promise<void> {
    const work = this.#db.transaction("answers", "readwrite");
    for (const one of await work.store.getAll()) {
      if (one.user !== user) await work.store.delete(one.key);
    }
    await work.done;
  }
}
