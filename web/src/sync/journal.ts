/**
 * Changes that the server has not taken, kept in the browser so that a reload loses none. What
 * keeps them (IndexedDB) is fetched with the first change, not with the page.
 */

import type { Inputs } from "~/protocol/envelope";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { Problem } from "~/store/types";
import type { Database } from "./kept/database";
import type { CommandBody } from "./transport";

export interface Kept {
  readonly id: string;
  /** Whose and which project's: another person on this browser must not send it. */
  readonly scope: string;
  /** The tab that made it. */
  readonly tab: string;
  /** Greater than that of all made before. */
  readonly order: number;
  /** Of an undo, the type alone says what it is: see `undoes`. */
  readonly command: CommandBody;
  readonly optimistic: Inputs;
  readonly results: readonly ScheduleRow[];
  /** What it is about, in words as they were then: for lists of what waits. */
  readonly about?: About;
  /** The change that it takes back; its changeset is known once that was answered. */
  readonly undoes?: { readonly commandId: string; readonly changesetId: number | null };
  /** Why the server did not take it; `because` is the change that it rested on, if that was refused. */
  readonly refused?: { readonly problem: Problem; readonly because: string | null };
  /** Somebody else wrote the same fields: a choice is waited for. */
  readonly clash?: Problem;
  /** How a list shows the task meanwhile, where the change was made in one. */
  readonly shown?: { readonly task: number; readonly fields: object };
}

export interface About {
  readonly project: string;
  /** Names of the tasks that it writes, by key. */
  readonly names: Readonly<Record<string, string>>;
}

export const scopeOf = (user: number, stream: number): string => `${user}:${stream}`;

export interface Journal {
  /** Whether it is there after the page: then whoever opens the project next goes on from it. */
  readonly lasts: boolean;
  add(kept: Kept): void;
  /** Write something else about a change that is still kept. */
  change(id: string, part: Partial<Kept>): void;
  remove(id: string): void;
  /** The server took it, as this changeset (null: nothing changed): undos of it know what to undo. */
  settle(id: string, changesetId: number | null): void;
  /** What is kept of a scope, oldest first. */
  all(scope: string): Promise<Kept[]>;
  /** What is kept of a person, oldest first. */
  everything(user: number): Promise<Kept[]>;
  /** Make a change another tab's; false if a third was faster or it is gone. */
  adopt(kept: Kept, tab: string): Promise<boolean>;
}

type Load = () => Promise<Database>;
type Work = (database: Database) => Promise<unknown>;

const HINT = "headway.kept";
/** Milliseconds until what could not be written is tried again. */
const AGAIN = 5_000;

/** Fetch what keeps things in this browser. */
export const keptDatabase: Load = async () => (await import("./kept/database")).database();

let own: Journal | null = null;

/** The journal of this page. */
export function thisJournal(): Journal {
  own ??= openJournal();
  return own;
}

/** A journal in IndexedDB; where the browser has none, one that lasts as long as the page. */
export function openJournal(
  load: Load = keptDatabase,
  hints: Storage | null = localHints(),
): Journal {
  if (typeof indexedDB === "undefined") return memoryJournal();
  const writes = new Writes(load);
  /** Whether there may be something; where nothing is, nobody waits for the database to open. */
  const some = () => hints === null || hints.getItem(HINT) !== null;
  const write = (work: Work): void => {
    try {
      hints?.setItem(HINT, "1");
    } catch {
      // A full storage holds no hint: then it is looked each time.
    }
    writes.push(work);
  };
  const read = async (find: (database: Database) => Promise<Kept[]>): Promise<Kept[]> => {
    if (!some()) return [];
    try {
      await writes.done();
      const database = await load();
      const found = await find(database);
      if (found.length === 0 && (await database.commands.count()) === 0) hints?.removeItem(HINT);
      return found.sort((a, b) => a.order - b.order);
    } catch {
      return [];
    }
  };
  return {
    lasts: true,
    add: (kept) => write((db) => db.commands.put(kept)),
    change: (id, part) => write((db) => db.commands.change(id, part)),
    remove: (id) => write((db) => db.commands.remove(id)),
    settle: (id, changesetId) => write((db) => db.commands.settle(id, changesetId)),
    all: (scope) => read((db) => db.commands.of(scope)),
    everything: (user) => read((db) => db.commands.ofPerson(user)),
    adopt: async (kept, tab) => {
      await writes.done();
      return (await load()).commands.adopt(kept.id, kept.tab, tab);
    },
  };
}

/** Writes one after the other; while they cannot be done at all, they wait and are tried again. */
class Writes {
  readonly #load: Load;
  #waiting: Work[] = [];
  #running: Promise<void> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(load: Load) {
    this.#load = load;
  }

  push(work: Work): void {
    this.#waiting.push(work);
    void this.done();
  }

  /** All that was pushed so far is written, or cannot be now. */
  done(): Promise<void> {
    if (this.#waiting.length === 0 && !this.#running) return Promise.resolve();
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
      // What was pushed as the last one had just been written waits for nobody.
      if (this.#timer === undefined) return this.done();
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    let database: Database;
    try {
      database = await this.#load();
    } catch {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        void this.done();
      }, AGAIN);
      return;
    }
    for (let work = this.#waiting[0]; work; work = this.#waiting[0]) {
      // A full or forbidden disk takes nothing away from the page itself.
      await work(database).catch(() => undefined);
      this.#waiting.shift();
    }
  }
}

export function memoryJournal(lasts = false): Journal {
  const kept = new Map<string, Kept>();
  const sorted = (found: Kept[]) => found.sort((a, b) => a.order - b.order);
  const change = (id: string, part: Partial<Kept>) => {
    const known = kept.get(id);
    if (known) kept.set(id, { ...known, ...part });
  };
  return {
    lasts,
    add: (one) => kept.set(one.id, one),
    change,
    remove: (id) => kept.delete(id),
    settle: (id, changesetId) => {
      kept.delete(id);
      for (const one of [...kept.values()]) {
        if (one.undoes?.commandId === id) {
          change(one.id, { undoes: { commandId: id, changesetId } });
        }
      }
    },
    all: async (scope) => sorted([...kept.values()].filter((one) => one.scope === scope)),
    everything: async (user) =>
      sorted([...kept.values()].filter((one) => one.scope.startsWith(`${user}:`))),
    adopt: async ({ id, tab }, mine) => {
      if (kept.get(id)?.tab !== tab) return false;
      change(id, { tab: mine });
      return true;
    },
  };
}

function localHints(): Storage | null {
  try {
    return typeof localStorage === "undefined" ? null : localStorage;
  } catch {
    return null;
  }
}
