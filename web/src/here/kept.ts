/** What this browser keeps of one's changes that the server has not taken, for whatever shows it. */

import { useSyncExternalStore } from "react";
import { Refusal } from "~/protocol/http";
import type { Conflict } from "~/store/types";
import type { Take } from "~/sync/choices";
import type { Kept } from "~/sync/journal";
import { OTHER_ACCOUNT } from "~/sync/problems";
import { isAway } from "./answers";

export interface KeptChanges {
  /** Oldest first. */
  readonly all: readonly Kept[];
  /** Whether the server could not be reached at the last try. */
  readonly away: boolean;
  /** Somebody wants to sign out although something was not sent yet. */
  readonly leaving: boolean;
}

/** What can be done about them; there once the first page is shown. */
export interface KeptDeeds {
  /** Keep a change that could not be sent from a page that has no project open. */
  keep(kept: Kept): void;
  choose(kept: Kept, takes: readonly Take[]): void;
  drop(ids: readonly string[]): void;
  /** Take back one that was made in a list, be it sent by now or not; `shown` is how it was before. */
  takeBack(kept: Kept, shown: Kept["shown"]): void;
  /** Forget all that is kept for a person who signs out. */
  forget(): Promise<void>;
}

const NONE: KeptChanges = { all: [], away: false, leaving: false };
let known = NONE;
let deeds: KeptDeeds | null = null;
const listeners = new Set<() => void>();
/** Milliseconds after which they will not come any more. */
const SOON = 10_000;
const awaited = new Set<(deeds: KeptDeeds) => void>();

export function setKept(next: Partial<KeptChanges>): void {
  known = { ...known, ...next };
  for (const listener of listeners) listener();
}

export function setKeptDeeds(next: KeptDeeds | null): void {
  deeds = next && {
    ...next,
    keep: (kept) => {
      next.keep(kept);
      // Known at once: what comes next must not overtake it.
      setKept({ all: [...known.all, kept] });
    },
  };
  if (deeds) for (const tell of awaited) tell(deeds);
  else setKept(NONE);
}

export const keptDeeds = (): KeptDeeds | null => deeds;

/** What can be done about them, on a page that was just opened a moment later; null where that fails. */
export function keptDeedsSoon(): Promise<KeptDeeds | null> {
  if (deeds) return Promise.resolve(deeds);
  return new Promise((resolve) => {
    const end = (found: KeptDeeds | null): void => {
      awaited.delete(end);
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(end, SOON, null);
    awaited.add(end);
  });
}
export const keptNow = (): KeptChanges => known;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether something of a project still waits: what comes later must not overtake it. */
export function waits(scope: string): boolean {
  return known.all.some((one) => one.scope === scope && !one.refused && !one.clash);
}

/** The server cannot be asked now, or somebody else is signed in by now: it waits for whoever did it. */
export const isForLater = (error: unknown): boolean =>
  isAway(error) || (error instanceof Refusal && error.problem.type === OTHER_ACCOUNT);

export function useKept(): KeptChanges {
  return useSyncExternalStore(subscribe, keptNow);
}

/** Whether the browser knows of no network, or the server did not answer. */
export function useAway(): boolean {
  return useSyncExternalStore(subscribeAway, () => !navigator.onLine || known.away);
}

function subscribeAway(listener: () => void): () => void {
  const off = subscribe(listener);
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    off();
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

/** The clashes that the open project knows of itself, by the id of the change. */
export const openConflicts = new Map<string, Conflict>();
