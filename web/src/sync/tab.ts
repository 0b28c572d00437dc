/** This tab among the browser's others: who of them is open, so that each sends only its own. */

import { uuid } from "~/protocol/uuid";

export interface Tab {
  readonly id: string;
  /** Whether another tab of that id is open; false where the browser cannot tell. */
  isOpen(id: string): Promise<boolean>;
}

const NAME = "headway.tab";
const lockOf = (id: string) => `headway.tab.${id}`;

let own: Promise<Tab> | null = null;

/** The tab of this page; the same after a reload, another for a duplicate. */
export function thisTab(): Promise<Tab> {
  own ??= claim();
  return own;
}

async function claim(): Promise<Tab> {
  // Locks need https or localhost. Without them a command may be sent by two tabs, which is
  // harmless: its id is the same.
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  const known = storage()?.getItem(NAME);
  let id = known ?? uuid();
  if (locks && !(await hold(locks, id))) {
    id = uuid();
    await hold(locks, id);
  }
  storage()?.setItem(NAME, id);
  return {
    id,
    isOpen: async (other) => {
      if (!locks || other === id) return false;
      const { held } = await locks.query();
      return held?.some((lock) => lock.name === lockOf(other)) ?? false;
    },
  };
}

/** Hold the tab's lock as long as the page lives; false if another tab has it. */
function hold(locks: LockManager, id: string): Promise<boolean> {
  return new Promise((resolve) => {
    void locks.request(lockOf(id), { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => undefined) : undefined;
    });
  });
}

/** The tab's own storage; null where the browser forbids it. */
export function storage(): Storage | null {
  try {
    return typeof sessionStorage === "undefined" ? null : sessionStorage;
  } catch {
    return null;
  }
}
