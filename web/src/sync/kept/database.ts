/** What is kept in this browser, in IndexedDB: changes not yet sent, and what opens without a network. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { Kept } from "../journal";
import { Answers, type KeptAnswer } from "./answers";
import { Commands } from "./commands";
import { keepOnlyFor } from "./news";
import { type Block, Reserve } from "./reserve";
import { type KeptChange, type KeptSnapshot, Snapshots } from "./snapshots";

export interface Stores extends DBSchema {
  commands: { key: string; value: Kept; indexes: { scope: string } };
  snapshots: { key: string; value: KeptSnapshot; indexes: { at: number } };
  changes: { key: [string, number, number]; value: KeptChange; indexes: { scope: string } };
  answers: { key: string; value: KeptAnswer };
  keys: { key: number; value: Block & { user: number } };
}

export type Handle = IDBPDatabase<Stores>;

const NAME = "headway";
const VERSION = 2;

/** All that is kept, part by part. */
export class Database {
  readonly commands: Commands;
  readonly snapshots: Snapshots;
  readonly answers: Answers;
  readonly reserve: Reserve;
  readonly #handle: Handle;

  constructor(handle: Handle) {
    this.#handle = handle;
    this.commands = new Commands(handle);
    this.snapshots = new Snapshots(handle);
    this.answers = new Answers(handle);
    this.reserve = new Reserve(handle);
  }

  /** Forget what was kept for reading, of everybody but one; changes not yet sent stay theirs. */
  async forgetOthers(user: number | null): Promise<void> {
    keepOnlyFor(user);
    await Promise.all([
      this.snapshots.forgetOthers(user),
      this.answers.forgetOthers(user),
      this.reserve.forgetOthers(user),
    ]);
  }

  /** A person signs out of this browser: nothing of theirs stays, nor of anybody what can be read. */
  async forgetPerson(user: number): Promise<void> {
    await Promise.all([this.forgetOthers(null), this.commands.forget(user)]);
  }

  close(): void {
    this.#handle.close();
  }
}

let opened: Promise<Database> | null = null;

/** The database of this browser; asked for again where it could not be opened. */
export function database(): Promise<Database> {
  opened ??= openDatabase(NAME).catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

export async function openDatabase(name: string): Promise<Database> {
  const handle = await openDB<Stores>(name, VERSION, {
    upgrade(db, old) {
      if (old < 1)
        db.createObjectStore("commands", { keyPath: "id" }).createIndex("scope", "scope");
      db.createObjectStore("snapshots", { keyPath: "scope" }).createIndex("at", "at");
      db.createObjectStore("changes", { keyPath: ["scope", "stream", "version"] }).createIndex(
        "scope",
        "scope",
      );
      db.createObjectStore("answers", { keyPath: "key" });
      db.createObjectStore("keys", { keyPath: "user" });
    },
    // A newer page upgrades it: this one opens it again, or keeps nothing any more.
    blocking: (_old, _new, event) => {
      opened = null;
      (event.target as IDBDatabase).close();
    },
    terminated: () => {
      opened = null;
    },
  });
  return new Database(handle);
}
