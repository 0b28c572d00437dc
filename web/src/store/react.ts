/** How React components read the open project. */

import {
  createContext,
  createElement,
  type ReactNode,
  useContext,
  useRef,
  useSyncExternalStore,
} from "react";
import type { ProjectSession, ProjectStore } from "./types";

const Session = createContext<ProjectSession | null>(null);

/** Gives the open project to all below. */
export function ProjectSessionProvider(props: { session: ProjectSession; children?: ReactNode }) {
  return createElement(Session.Provider, { value: props.session }, props.children);
}

/** The open project's session. */
export function useSession(): ProjectSession {
  const session = useContext(Session);
  if (!session) throw new Error("useSession needs a ProjectSessionProvider above it.");
  return session;
}

/**
 * A value read from the store; the component renders again when it differs by `equal`.
 * `select` may be written inline.
 */
export function useStore<Value>(
  select: (store: ProjectStore) => Value,
  equal: (a: Value, b: Value) => boolean = Object.is,
): Value {
  const { store } = useSession();
  const read = useKept(select, equal, store, () => store.revision);
  return useSyncExternalStore(store.subscribe, read, read);
}

/** The store's revision: renders again at every change that can be seen. */
export function useRevision(): number {
  return useStore((store) => store.revision);
}

/** A value read from the session itself: connection, pending, undo, people. */
export function useSessionState<Value>(
  select: (session: ProjectSession) => Value,
  equal: (a: Value, b: Value) => boolean = Object.is,
): Value {
  const session = useSession();
  const read = useKept(select, equal, session, () => Number.NaN);
  return useSyncExternalStore(session.subscribe, read, read);
}

/** A reader that gives the same object as long as what is read is equal. */
function useKept<Source, Value>(
  select: (source: Source) => Value,
  equal: (a: Value, b: Value) => boolean,
  source: Source,
  revision: () => number,
): () => Value {
  type Kept = { source: Source; revision: number; select: typeof select; value: Value };
  const kept = useRef<Kept | null>(null);
  return () => {
    const now = revision();
    const last = kept.current;
    const same = last !== null && last.source === source;
    if (same && last.select === select && last.revision === now) return last.value;
    const found = select(source);
    const value = same && equal(last.value, found) ? last.value : found;
    kept.current = { source, revision: now, select, value };
    return value;
  };
}
