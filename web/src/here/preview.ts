/**
 * Dates that are not the plan's yet: those that a drag would bring, for what stands outside of the
 * view where it is dragged; and those of a proposal that somebody holds against the plan until it is
 * applied or dropped.
 */

import { useSyncExternalStore } from "react";
import type { Change } from "~/protocol/envelope";
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

/** A proposal to look at in the plan: which project it is for, and which run or change it is. */
export type Held = HeldRun | HeldChange;

export interface HeldRun {
  readonly projectId: number;
  readonly runId: number;
}

/** A change that is shown before it is made: its commands, sent as one when it is applied. */
export interface HeldChange {
  readonly projectId: number;
  /** What it does, in a few words. */
  readonly title: string;
  /** What its button says. */
  readonly apply: string;
  /** What is told once it is applied. */
  readonly done: string;
  readonly commands: readonly Change[];
  /** The view that it came from, and what leads back there. */
  readonly view: string;
  readonly back: string;
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
