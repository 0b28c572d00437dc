/** The columns of scrum in a grid: sprint, release and story points, where a project works with them. */

import { type Step, updateStep } from "~/commands";
import { assignReleaseStep, sprintStep } from "~/commands/sprintItems";
import {
  openSprints,
  pointsFrom,
  pointsText,
  releaseOf,
  releasesOf,
  type Sprint,
  sprintOf,
} from "~/model/sprints";
import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { i18next } from "~/text/i18n";

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "grid", ...values });

/** What summaries have none of: their tasks have. */
export const SCRUM: ReadonlySet<string> = new Set(["sprint", "release", "points"]);

/** The text of a cell. Of a summary, the points of all below it. */
export function scrumText(column: string, task: TaskRow, store: ProjectStore): string {
  if (store.outlineLine(task.id)?.hasChildren) {
    return column === "points" ? pointsText(pointsBelow(store, task.id)) : "";
  }
  if (column === "points") return pointsText(task.story_points);
  const found = column === "sprint" ? sprintOf(store, task.id) : releaseOf(store, task.id);
  return found?.name ?? "";
}

function pointsBelow(store: ProjectStore, summary: number): number | null {
  const lines = store.outline();
  const at = (store.outlineLine(summary)?.line ?? 0) - 1;
  const level = lines[at]?.level ?? 0;
  let sum: number | null = null;
  for (let place = at + 1; place < lines.length; place++) {
    const line = lines[place];
    if (!line || line.level <= level) break;
    const points = line.hasChildren ? null : (store.task(line.id)?.story_points ?? null);
    if (points !== null) sum = (sum ?? 0) + points;
  }
  return sum;
}

/** What one may put into a cell: names, and the words for none. */
export function scrumOptions(column: string, store: ProjectStore): string[] {
  if (column === "sprint") return [...openSprints(store).map((one) => one.name), t("noSprint")];
  if (column !== "release") return [];
  const open = releasesOf(store).filter((one) => !one.released);
  return [...open.map((one) => one.name), t("noRelease")];
}

/** The steps that a text asks for, or what is wrong with it. */
export function scrumMeaning(
  column: string,
  task: TaskRow,
  typed: string,
  store: ProjectStore,
): Step[] | string {
  if (column === "points") {
    const found = pointsFrom(typed);
    if (found === undefined) return t("wrong.points", { text: typed });
    return found === task.story_points ? [] : [updateStep(task.id, { story_points: found })];
  }
  return column === "sprint" ? toSprint(task, typed, store) : toRelease(task, typed, store);
}

function toSprint(task: TaskRow, typed: string, store: ProjectStore): Step[] | string {
  const now = sprintOf(store, task.id);
  if (typed === "" || same(typed, t("noSprint"))) return now ? [sprintStep([task.id], null)] : [];
  if (now && same(typed, now.name)) return [];
  const found = openSprints(store).find((one) => same(typed, one.name));
  if (found) return [sprintStep([task.id], found.id)];
  const over = [...store.rows("sprints").values()].some((one: Sprint) => same(typed, one.name));
  return t(over ? "wrong.sprintOver" : "wrong.sprint", { text: typed });
}

function toRelease(task: TaskRow, typed: string, store: ProjectStore): Step[] | string {
  const now = releaseOf(store, task.id);
  if (typed === "" || same(typed, t("noRelease"))) {
    return now ? [assignReleaseStep([task.id], null)] : [];
  }
  if (now && same(typed, now.name)) return [];
  const found = releasesOf(store).find((one) => same(typed, one.name));
  return found ? [assignReleaseStep([task.id], found.id)] : t("wrong.release", { text: typed });
}

const same = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
