/** Commands that the server has not confirmed, kept in the browser so that a reload loses none. */

import type { Inputs } from "~/protocol/envelope";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { CommandBody } from "./transport";

export interface Kept {
  readonly id: string;
  /** Whose and which project's: another person on this browser must not send it. */
  readonly scope: string;
  /** The tab that made it. */
  readonly tab: string;
  /** Greater than that of all made before. */
  readonly order: number;
  readonly command: CommandBody;
  readonly optimistic: Inputs;
  readonly results: readonly ScheduleRow[];
}

export interface Journal {
  add(kept: Kept): void;
  remove(id: string): void;
  /** What is kept of a scope, oldest first. */
  all(scope: string): Promise<Kept[]>;
}

const STORE = "commands";

/** A journal in IndexedDB; where the browser has none, one that lasts as long as the page. */
export function openJournal(name = "headway"): Journal {
  if (typeof indexedDB === "undefined") return memoryJournal();
  let database: Promise<IDBDatabase> | null = null;
  const opened = () => {
    database ??= new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open(name, 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore(STORE, { keyPath: "id" }).createIndex("scope", "scope");
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return database;
  };
  const write = (change: (store: IDBObjectStore) => void) => {
    opened()
      .then((db) => change(db.transaction(STORE, "readwrite").objectStore(STORE)))
      // A full or forbidden disk takes nothing away from the page itself.
      .catch(() => undefined);
  };
  return {
    add: (kept) => write((store) => store.put(kept)),
    remove: (id) => write((store) => store.delete(id)),
    all: async (scope) => {
      try {
        const db = await opened();
        const asked = db.transaction(STORE).objectStore(STORE).index("scope").getAll(scope);
        const found = await new Promise<Kept[]>((resolve, reject) => {
          asked.onsuccess = () => resolve(asked.result as Kept[]);
          asked.onerror = () => reject(asked.error);
        });
        return found.sort((a, b) => a.order - b.order);
      } catch {
        return [];
      }
    },
  };
}

export function memoryJournal(): Journal {
  const kept = new Map<string, Kept>();
  return {
    add: (one) => kept.set(one.id, one),
    remove: (id) => kept.delete(id),
    all: async (scope) =>
      [...kept.values()].filter((one) => one.scope === scope).sort((a, b) => a.order - b.order),
  };
}
