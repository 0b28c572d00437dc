/** Begins to fetch the parts that an address needs before the router has come to ask for them. */

/** Without this they wait until it is known who is signed in. What fails here is asked for again. */
export function fetchAhead(path: string): void {
  if (!/^\/p\/\d+(\/|$)/.test(path)) return;
  const parts: Promise<unknown>[] = [import("./project/ProjectFrame"), import("~/sync/open")];
  if (/^\/p\/\d+\/(gantt)?$/.test(path)) parts.push(import("./project/GanttRoute"));
  void Promise.allSettled(parts);
}
