/** Which sprint and which release tasks are in, where their place in it is left to the server. */

import { type Draft, temporaryId } from "./draft";
import type { Step } from "./run";

/** Put tasks last into a sprint, or (null) into the backlog. */
export function sprintStep(ids: readonly number[], sprintId: number | null): Step {
  return {
    type: "backlog.move",
    payload: { ids, sprint_id: sprintId },
    write: (draft) => {
      for (const id of ids) putInto(draft, id, sprintId);
    },
  };
}

/** Say for which release tasks are; null for none. */
export function assignReleaseStep(ids: readonly number[], releaseId: number | null): Step {
  return {
    type: "release.assign",
    payload: { ids, release_id: releaseId },
    write: (draft) => {
      for (const id of ids) {
        const [there] = draft.where("release_items", "task_id", id);
        if (releaseId === null) {
          if (there) draft.remove("release_items", there.id);
        } else if (there) draft.update("release_items", there.id, { release_id: releaseId });
        else {
          const row = { id: temporaryId(), task_id: id, release_id: releaseId };
          draft.insert("release_items", row);
        }
      }
    },
  };
}

export function putInto(draft: Draft, task: number, sprintId: number | null): void {
  const [there] = draft.where("sprint_items", "task_id", task);
  if (sprintId === null) {
    if (there) draft.remove("sprint_items", there.id);
  } else if (there) draft.update("sprint_items", there.id, { sprint_id: sprintId });
  else draft.insert("sprint_items", { id: temporaryId(), task_id: task, sprint_id: sprintId });
}

interface Into {
  readonly ids: readonly number[];
  readonly sprint_id?: number | null;
  readonly release_id?: number | null;
}

/** The same steps; those that put tasks last into one sprint, or one release, as one command. */
export function together(steps: readonly Step[]): Step[] {
  const found: Step[] = [];
  const places = new Map<string, number>();
  for (const step of steps) {
    const { ids, sprint_id, release_id, ...beside } = step.payload as Into;
    const sprint = step.type === "backlog.move" && Object.keys(beside).length === 0;
    if (!sprint && step.type !== "release.assign") {
      found.push(step);
      continue;
    }
    const to = (sprint ? sprint_id : release_id) ?? null;
    const key = `${step.type} ${to}`;
    const place = places.get(key);
    const before = found[place ?? -1];
    if (place === undefined || !before) {
      places.set(key, found.push(step) - 1);
      continue;
    }
    const all = [...(before.payload as Into).ids, ...ids];
    found[place] = sprint ? sprintStep(all, to) : assignReleaseStep(all, to);
  }
  return found;
}
