/** Sprints and releases, which tasks are in them, and story points as people write them. Pure. */

import type { Tables } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";

export type Sprint = Tables["sprints"];
export type Release = Tables["releases"];

/** The sprints that are not over: what is under way first, then by their days. */
export function openSprints(store: ProjectStore): Sprint[] {
  return [...store.rows("sprints").values()]
    .filter((one) => one.state !== "complete")
    .sort(
      (a, b) =>
        Number(b.state === "active") - Number(a.state === "active") ||
        (a.start ?? Number.MAX_SAFE_INTEGER) - (b.start ?? Number.MAX_SAFE_INTEGER) ||
        a.id - b.id,
    );
}

/** The releases by the day they are due on, those without one last. */
export function releasesOf(store: ProjectStore): Release[] {
  return [...store.rows("releases").values()].sort(
    (a, b) =>
      (a.date ?? Number.MAX_SAFE_INTEGER) - (b.date ?? Number.MAX_SAFE_INTEGER) || a.id - b.id,
  );
}

/** The sprint that a task is in. */
export function sprintOf(store: ProjectStore, task: number): Sprint | undefined {
  const [key] = store.index("sprint_items", "task_id").get(task) ?? [];
  return store.rows("sprints").get(store.rows("sprint_items").get(key ?? 0)?.sprint_id ?? 0);
}

/** The release that a task is for. */
export function releaseOf(store: ProjectStore, task: number): Release | undefined {
  const [key] = store.index("release_items", "task_id").get(task) ?? [];
  return store.rows("releases").get(store.rows("release_items").get(key ?? 0)?.release_id ?? 0);
}

/** Story points as they are written, from hundredths; "" for none. */
export function pointsText(points: number | null): string {
  return points === null ? "" : String(points / 100);
}

/** Hundredths of a point that a text means; null for none, undefined for what is no number. */
export function pointsFrom(text: string): number | null | undefined {
  const plain = text.trim().replace(",", ".");
  if (plain === "" || plain === "–") return null;
  if (!/^\d{1,6}(\.\d{1,2})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * 100);
}
