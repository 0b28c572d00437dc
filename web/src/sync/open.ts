/** Opens projects: from the server, or as they were last known where it cannot be asked. */

import type { Snapshot } from "~/protocol/envelope";
import type { ProjectSession } from "~/store/types";
import { thisJournal } from "./journal";
import { type Found, forgetProject, keptProject } from "./keeper";
import { problemOf } from "./problems";
import { LocalSession } from "./session";
import { storage, thisTab } from "./tab";
import { httpTransport } from "./transport";

/** A network that answers nothing is as good as none after this time, in milliseconds. */
const SLOW = 8_000;
/** Statuses that say that the server cannot be asked now. */
const AWAY = new Set([0, 502, 503, 504]);

/**
 * Open a project. Rejects with a Refusal where the server has none for this person, or where it
 * cannot be asked and nothing is kept.
 */
export async function openProject(projectId: number): Promise<ProjectSession> {
  const [found, tab] = await Promise.all([fetchOrKept(projectId), thisTab()]);
  const around = { transport: httpTransport, journal: thisJournal(), tab, storage: storage() };
  const session = new LocalSession(found.snapshot, around, "asOf" in found ? found : null);
  await session.start();
  return session;
}

async function fetchOrKept(projectId: number): Promise<Found | { snapshot: Snapshot }> {
  const asked = httpTransport.snapshot(projectId).then((snapshot) => ({ snapshot }));
  const late = new Promise<Found>((resolve) => {
    const timer = setTimeout(() => {
      void keptProject(projectId).then((found) => found && resolve(found));
    }, SLOW);
    asked.finally(() => clearTimeout(timer)).catch(() => undefined);
  });
  try {
    return await Promise.race([asked, late]);
  } catch (error) {
    const { status } = problemOf(error);
    if (status === 403 || status === 404) void forgetProject(projectId);
    const found = AWAY.has(status) ? await keptProject(projectId) : null;
    if (found) return found;
    throw error;
  }
}
