/** The path that drives a task's dates: from it back to its root. Pure. */

import type { ProjectStore } from "~/store/types";

export interface DrivingPath {
  readonly tasks: ReadonlySet<number>;
  readonly links: ReadonlySet<number>;
}

export const NO_PATH: DrivingPath = { tasks: new Set(), links: new Set() };

/** Follow the drivers that the schedule names: links, a summary's first task. */
export function drivingPath(store: ProjectStore, from: number): DrivingPath {
  const tasks = new Set<number>();
  const links = new Set<number>();
  const rows = store.rows("links");
  for (let at: number | null = from; at !== null && !tasks.has(at); ) {
    tasks.add(at);
    const result = store.schedule(at);
    let next: number | null = null;
    if (result && result.driver_id !== null) {
      const link = rows.get(result.driver_id);
      if (link && (result.driver === "link" || result.driver === "summary")) {
        links.add(link.id);
        // A link of the summary above: go on from there, so that the line can be followed.
        if (link.successor_id !== at) tasks.add(link.successor_id);
        next = link.predecessor_id;
      } else if (result.driver === "child") {
        next = result.driver_id;
      }
    }
    at = next;
  }
  return { tasks, links };
}
