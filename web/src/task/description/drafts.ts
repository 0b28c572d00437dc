/** Descriptions that the server refused: kept while the page is open, so that no text is lost. */

export interface Refused {
  readonly text: string;
  /** Why, in words. */
  readonly why: string;
  /** Who wrote something else meanwhile. */
  readonly other?: Other | null;
}

/** Who wrote, and when. */
export interface Other {
  readonly by: string;
  readonly at: string;
}

const kept = new Map<string, Refused>();
const listeners = new Set<() => void>();

const key = (projectId: number, taskId: number) => `${projectId}:${taskId}`;

export function refusedText(projectId: number, taskId: number): Refused | undefined {
  return kept.get(key(projectId, taskId));
}

export function keepRefused(projectId: number, taskId: number, refused: Refused | null): void {
  if (refused) kept.set(key(projectId, taskId), refused);
  else if (!kept.delete(key(projectId, taskId))) return;
  for (const listener of [...listeners]) listener();
}

export function onRefused(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
