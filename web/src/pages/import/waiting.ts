/** A file on its way to the import page, from wherever it was dropped or chosen. */

import { useSyncExternalStore } from "react";

let waiting: File | null = null;
let country: string | null = null;
const listeners = new Set<() => void>();

/** Hand a file over; `chosen` is the country whose calendar holds where the file brings none. */
export function handOver(file: File | null, chosen: string | null = null): void {
  waiting = file;
  country = chosen;
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

/** The country that was chosen with the waiting file, null for none. */
export const waitingCountry = (): string | null => country;
