/** The longest paths to a task, asked of the server and shown in the plan. */

import { showOnly } from "~/here/only";
import { inScenario } from "~/model/scenario";
import type { PathsOut as Paths } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";
import type { ProjectStore } from "~/store/types";

export interface PathWords {
  title(name: string): string;
  driving: string;
  near(float: number): string;
}

const MOST = 4;

/** Show the path that drives a task; the next ones, each beside it, can be chosen. */
export async function showPaths(store: ProjectStore, id: number, words: PathWords): Promise<void> {
  const within = inScenario(store);
  const more = `${within ? `${within}&` : "?"}most=${MOST}`;
  const found = await api.get<Paths>(`/tasks/${id}/path${more}`);
  const [driving] = found.items;
  if (!driving) return;
  const own = driving.tasks.map((task) => task.task_id);
  showOnly({
    projectId: store.projectId,
    title: words.title(found.name),
    choices: found.items.map((path) => ({
      label: path === driving ? words.driving : words.near(path.float_minutes),
      tasks: new Set([...own, ...path.tasks.map((task) => task.task_id)]),
      links: new Set([
        ...driving.links,
        ...path.links,
        ...(path.joining_link === null ? [] : [path.joining_link]),
      ]),
    })),
  });
}

/** The unfinished task that finishes last, else the last of all; null for an empty plan. */
export function lastTask(store: ProjectStore): number | null {
  let best: number | null = null;
  let latest = Number.NEGATIVE_INFINITY;
  for (const line of store.outline()) {
    const dates = store.schedule(line.id);
    if (line.hasChildren || !dates || !store.task(line.id)?.active) continue;
    if (dates.finish >= latest) {
      latest = dates.finish;
      best = line.id;
    }
  }
  return best;
}
