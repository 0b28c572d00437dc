/** Opens projects ahead of their page and keeps one open while it is shown. */

import type { ProjectSession } from "~/store/types";
import { fetchPart } from "~/ui/part";

interface Opened {
  id: number;
  session: Promise<ProjectSession>;
  shown: number;
  failed: boolean;
}

/** A page that comes back within this time finds its project still open. */
const LINGER = 3000;

let current: Opened | null = null;

/**
 * Begin to open a project, or go on with the one that is open. A failed one stays failed, so that
 * its error can be shown, until somebody enters the project `afresh`.
 */
export function begin(id: number, afresh = false): Promise<ProjectSession> {
  if (current?.id === id && !(afresh && current.failed)) return current.session;
  close();
  const session = fetchPart(() => import("~/sync/open"), true).then(({ openProject }) =>
    openProject(id),
  );
  const opened: Opened = { id, session, shown: 0, failed: false };
  current = opened;
  session.catch(() => {
    opened.failed = true;
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
