/** Dates that a drag would bring, for what stands outside of the view where it is dragged. */

import { useSyncExternalStore } from "react";
import type { ScheduleRow } from "~/protocol/tables.generated";

export type Dates = ReadonlyMap<number, ScheduleRow>;

let shown: Dates | null = null;
const listeners = new Set<() => void>();

/** Show dates that are not the plan's yet; null when they are, or will not be. */
export function showPreview(dates: Dates | null): void {
  if (dates === shown) return;
  shown = dates;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function usePreview(): Dates | null {
  return useSyncExternalStore(subscribe, () => shown);
}
