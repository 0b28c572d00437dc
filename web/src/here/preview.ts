/**
 * Dates that are not the plan's yet: those that a drag would bring, for what stands outside of the
 * view where it is dragged; and those of a proposal that somebody holds against the plan until it is
 * applied or dropped.
 */

import { useSyncExternalStore } from "react";
import type { ScheduleRow } from "~/protocol/tables.generated";

export type Dates = ReadonlyMap<number, ScheduleRow>;

let shown: Dates | null = null;
const listeners = new Set<() => void>();

/** Show dates that are not the plan's yet; null when they are, or will not be. */
export function showPreview(dates: Dates | null): void {
  if (dates === shown) return;
  shown = dates;
  tell();
}

export function usePreview(): Dates | null {
  return useSyncExternalStore(subscribe, () => shown);
}

/** A proposal to look at in the plan: which project it is for and which run made it. */
export interface Held {
  readonly projectId: number;
  readonly runId: number;
}

let held: Held | null = null;

/** Hold a proposal against the plan; null lets go of it. */
export function holdProposal(proposal: Held | null): void {
  held = proposal;
  tell();
}

/** What is held against a project, if anything. */
export function useHeld(projectId: number): Held | null {
  return useSyncExternalStore(subscribe, () => (held?.projectId === projectId ? held : null));
}

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
