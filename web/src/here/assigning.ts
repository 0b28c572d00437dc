/** What it meant that somebody joined a task or left it: the last such edit, to choose anew. */

import { useSyncExternalStore } from "react";
import type { Note } from "~/protocol/envelope";
import type { ProjectRow } from "~/protocol/tables.generated";

export type Assigning = ProjectRow["on_assigning"];
export const ASSIGNING: readonly Assigning[] = ["finish_sooner", "more_work", "lighter_load"];

export interface Share {
  readonly id: number;
  readonly units: number;
  readonly work: number | null;
}

/** As it was before, who came, and what was chosen; `leaves` where somebody went. */
export interface Edit {
  readonly taskId: number;
  readonly choice: Assigning;
  readonly duration: number;
  readonly before: readonly Share[];
  readonly joined: readonly Share[];
  /** Its optimistic and pessimistic duration. */
  readonly estimates: readonly [number | null, number | null];
  readonly leaves: boolean;
}

let edit: Edit | null = null;
const listeners = new Set<() => void>();
/** Tasks whose panel shows the choice itself. */
const watched = new Set<number>();

export const lastAssigning = {
  get: (): Edit | null => edit,
  set(next: Edit | null): void {
    if (edit === next) return;
    edit = next;
    for (const listener of listeners) listener();
  },
  /** Whether the choice shows in the panel, so that it need not elsewhere. */
  isShown: (taskId: number): boolean => watched.has(taskId),
  watch(taskId: number): () => void {
    watched.add(taskId);
    return () => {
      watched.delete(taskId);
      if (edit?.taskId === taskId) lastAssigning.set(null);
    };
  },
};

export function useLastAssigning(): Edit | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => edit,
  );
}

/** The edit that a note `assigning` tells of. */
export function editOf(note: Note): Edit | null {
  const { choice, duration, before, joined, estimates } = note;
  const told = choice && duration !== undefined && before && joined && estimates;
  if (note.code !== "assigning" || !told) return null;
  return {
    taskId: note.id,
    choice,
    duration,
    before,
    joined,
    estimates,
    leaves: joined.length === 0,
  };
}
