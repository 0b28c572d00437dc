/** Some tasks that the plan's views show alone, with what is to be seen on them, until dropped. */

import { useSyncExternalStore } from "react";

/** A way of looking at them: one of several paths, say. */
export interface Choice {
  readonly label: string;
  readonly tasks: ReadonlySet<number>;
  /** Links to be drawn as the path that drives. */
  readonly links: ReadonlySet<number>;
}

export interface Only {
  readonly projectId: number;
  readonly title: string;
  /** At least one; the first is shown first. */
  readonly choices: readonly Choice[];
  readonly chosen: number;
}

let shown: Only | null = null;
const listeners = new Set<() => void>();

function set(only: Only | null): void {
  shown = only;
  for (const listener of listeners) listener();
}

/** Show some tasks alone. */
export function showOnly(only: Omit<Only, "chosen">): void {
  set({ ...only, chosen: 0 });
}

export function chooseOnly(chosen: number): void {
  if (shown?.choices[chosen]) set({ ...shown, chosen });
}

/** Show all tasks again. */
export function dropOnly(): void {
  if (shown) set(null);
}

/** What is shown alone of a project, null where all of it is. */
export function onlyOf(projectId: number): Choice | null {
  return shown?.projectId === projectId ? (shown.choices[shown.chosen] ?? null) : null;
}

export function subscribeOnly(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useOnly(projectId: number): Only | null {
  const only = useSyncExternalStore(subscribeOnly, () => shown);
  return only?.projectId === projectId ? only : null;
}
