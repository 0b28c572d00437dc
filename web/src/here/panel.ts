/** Which task's panel is open (it stands in the address), and which task a view should show. */

import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useRef, useSyncExternalStore } from "react";
import { useStore } from "~/store/react";

const route = getRouteApi("/frame/p/$projectId");

export interface Panel {
  /** null: closed, or the address names a task that is not there. */
  task: number | null;
  /** The task that the address names and that is not there. */
  missing: number | null;
  open: (id: number) => void;
  close: () => void;
}

/** What had the keyboard when a panel was asked for last. */
let asker: Element | null = null;

/**
 * Whether a panel that comes may take the keyboard: its code and the address take their time, and
 * who went to a dialog or a field meanwhile goes on typing there.
 */
export function mayTakeFocus(): boolean {
  const now = document.activeElement;
  if (now?.closest("[aria-modal=true]")) return false;
  return now === asker || !now?.matches("input, textarea, select, [contenteditable=true]");
}

export function usePanel(): Panel {
  const { task } = route.useSearch();
  const known = useStore((store) => task !== undefined && store.task(task) !== undefined);
  const navigate = useNavigate();
  const before = useRef<HTMLElement | null>(null);

  const open = useCallback(
    (id: number) => {
      const active = document.activeElement;
      asker = active;
      if (active instanceof HTMLElement && !active.closest("[data-task-panel]")) {
        before.current = active;
      }
      void navigate({ to: ".", search: (search) => ({ ...search, task: id }) });
    },
    [navigate],
  );
  const close = useCallback(() => {
    void navigate({ to: ".", search: ({ task: _, ...search }) => search }).then(() => {
      const from = before.current;
      before.current = null;
      // Who went elsewhere before the panel was gone stays there.
      const now = document.activeElement;
      const left = now === null || now === document.body || now.closest("[data-task-panel]");
      if (left && from?.isConnected) from.focus();
    });
  }, [navigate]);

  const named = task ?? null;
  return { task: known ? named : null, missing: known ? null : named, open, close };
}

let shown: number | null = null;
const listeners = new Set<() => void>();

function setShown(id: number | null): void {
  shown = id;
  for (const listener of listeners) listener();
}

/** Ask the view to scroll to a task; asking for the same one again does it again. */
export function reveal(id: number): void {
  if (shown === id) setShown(null);
  requestAnimationFrame(() => setShown(id));
}

export function useRevealed(): number | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
  );
}

/** Show a task where it stands: in the Gantt, unless a view of the plan is open already. */
export function useReveal(): (id: number) => void {
  const navigate = useNavigate();
  const { projectId } = route.useParams();
  return useCallback(
    (id: number) => {
      const inPlan = /\/(gantt|board|sheet|calendar)$/.test(window.location.pathname);
      if (inPlan) {
        reveal(id);
        return;
      }
      void navigate({
        to: "/p/$projectId/gantt",
        params: { projectId },
        search: (search) => search,
      }).then(() => reveal(id));
    },
    [navigate, projectId],
  );
}
