/** The project that is open now, for what lives outside of it: the palette and the navigation. */

import { useSyncExternalStore } from "react";
import type { ProjectSession } from "~/store/types";

let open: ProjectSession | null = null;
const listeners = new Set<() => void>();

export function setOpenProject(session: ProjectSession | null): void {
  open = session;
  for (const listener of listeners) listener();
}

export function useOpenProject(): ProjectSession | null {
  return useSyncExternalStore(subscribe, () => open);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
