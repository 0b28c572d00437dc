/** A file on its way to the import page, from wherever it was dropped or chosen. */

import { useSyncExternalStore } from "react";

let waiting: File | null = null;
const listeners = new Set<() => void>();

export function handOver(file: File | null): void {
  waiting = file;
  for (const listener of listeners) listener();
}

export function useWaitingFile(): File | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => waiting,
  );
}
