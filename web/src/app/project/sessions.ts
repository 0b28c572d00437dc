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
/** Left for another one while their pages are still shown: they may be come back to. */
const left = new Set<Opened>();

/**
 * Begin to open a project, or go on with one that is open. A failed one stays failed, so that its
 * error can be shown, until somebody enters the project `afresh`.
 */
export function begin(id: number, afresh = false): Promise<ProjectSession> {
  const known = [current, ...left].find((one) => one?.id === id);
  if (known && !(afresh && known.failed)) {
    if (known !== current) go(known);
    return known.session;
  }
  const session = fetchPart(() => import("~/sync/open"), true).then(({ openProject }) =>
    openProject(id),
  );
  const opened: Opened = { id, session, shown: 0, failed: false };
  go(opened);
  session.catch(() => {
    opened.failed = true;
  });
  return session;
}

/** Another one is to be shown: that before it ends, once no page shows it any more. */
function go(next: Opened): void {
  const before = current;
  current = next;
  left.delete(next);
  if (!before) return;
  if (before.shown > 0) left.add(before);
  else end(before);
}

/** Say that a page shows the project; the answer takes that back. */
export function show(id: number): () => void {
  const opened = current?.id === id ? current : null;
  if (!opened) return () => undefined;
  opened.shown += 1;
  return () => {
    opened.shown -= 1;
    if (opened.shown === 0 && left.delete(opened)) end(opened);
    setTimeout(() => {
      if (current !== opened || opened.shown > 0) return;
      current = null;
      end(opened);
    }, LINGER);
  };
}

function end({ session }: Opened): void {
  session.then((one) => one.close()).catch(() => undefined);
}
