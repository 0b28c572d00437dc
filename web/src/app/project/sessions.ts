/** Opens projects ahead of their page and keeps one open while it is shown. */

import type { ProjectSession } from "~/store/types";

interface Opened {
  id: number;
  session: Promise<ProjectSession>;
  shown: number;
}

/** A page that comes back within this time finds its project still open. */
const LINGER = 3000;

let current: Opened | null = null;

/** Begin to open a project, or go on with the one that is open. */
export function begin(id: number): Promise<ProjectSession> {
  if (current?.id === id) return current.session;
  close();
  const session = import("~/sync/session").then(({ openProject }) => openProject(id));
  const opened: Opened = { id, session, shown: 0 };
  current = opened;
  session.catch(() => {
    if (current === opened) current = null;
  });
  return session;
}

/** Say that a page shows the project; the answer takes that back. */
export function show(id: number): () => void {
  const opened = current?.id === id ? current : null;
  if (!opened) return () => undefined;
  opened.shown += 1;
  return () => {
    opened.shown -= 1;
    setTimeout(() => {
      if (current === opened && opened.shown === 0) close();
    }, LINGER);
  };
}

/** Forget the open project, so that the next page opens it afresh. */
export function close(): void {
  const opened = current;
  current = null;
  opened?.session.then((session) => session.close()).catch(() => undefined);
}
