/** Wishes from the palette and the keyboard to whatever part of the frame fulfils them. */

import { useLayoutEffect, useRef } from "react";

export interface LeftBehind {
  /** How many branches. */
  readonly count: number;
  /** What would not come along, in words. */
  readonly left: string;
  readonly move: () => void;
}

interface Intents {
  share: undefined;
  why: undefined;
  undo: undefined;
  redo: undefined;
  baseline: undefined;
  /** Save some tasks in a baseline, or all. */
  saveBaseline: readonly number[] | null;
  moveUnfinished: undefined;
  /** Say how sure the durations of some tasks are, or of those that are chosen. */
  confidence: readonly number[] | null;
  addTask: string;
  /** Show the longest paths to a task; null for the open one, else the last. */
  path: number | null;
  /** Open a task's panel and show where it stands. */
  task: number;
  files: File[];
  /** Look for words among the tasks of a view. */
  findText: undefined;
  addFilter: undefined;
  groupBy: undefined;
  sortBy: undefined;
  clearFilters: undefined;
  saveView: undefined;
  /** Take the Gantt out on paper. */
  print: undefined;
  /** Set fields of several tasks; null for those that are chosen. */
  bulkEdit: readonly number[] | null;
  /** Freeze the column of the cursor, or let it scroll. */
  freezeColumn: undefined;
  /** Ask whether branches may leave their project though something of them stays behind there. */
  leaveBehind: LeftBehind;
  /** Ask where a task rests. */
  split: number;
  /** Define the fields that the project has of its own. */
  fields: undefined;
  /** Define types of tasks. */
  types: undefined;
  /** Say what is done to cards that enter a column. */
  rules: number;
  /** Ask how often a task recurs; null for a new one. */
  recur: number | null;
  /** Keep the project (null) or some branches as a template. */
  saveTemplate: readonly number[] | null;
  /** Put a template behind the chosen task. */
  insertTemplate: undefined;
}

type Listener = (value: never) => void;
const listeners = new Map<keyof Intents, Set<Listener>>();

/** Ask for something; whether there was anybody to hear it. */
export function wish<Name extends keyof Intents>(name: Name, value: Intents[Name]): boolean {
  const all = listeners.get(name) ?? new Set();
  for (const listener of all) (listener as (v: Intents[Name]) => void)(value);
  return all.size > 0;
}

export function useWish<Name extends keyof Intents>(
  name: Name,
  fulfil: (value: Intents[Name]) => void,
): void {
  const current = useRef(fulfil);
  // Before it can be seen: a wish that comes as soon as it is must not be lost.
  useLayoutEffect(() => {
    current.current = fulfil;
  });
  useLayoutEffect(() => {
    const listener = (value: Intents[Name]) => current.current(value);
    const all = listeners.get(name) ?? new Set();
    listeners.set(name, all);
    all.add(listener as Listener);
    return () => {
      all.delete(listener as Listener);
    };
  }, [name]);
}
