/** What a change is about, in names as they are when it is made: for lists of what waits. */

import type { Inputs } from "~/protocol/envelope";
import type { ProjectStore } from "~/store/types";
import type { About } from "./journal";
import type { CommandBody } from "./transport";

/** More names than this nobody reads. */
const MOST = 12;

export function aboutOf(store: ProjectStore, command: CommandBody, inputs: Inputs): About {
  const ids = new Set<number>();
  const { id, ids: several } = command.payload as { id?: unknown; ids?: unknown };
  if (typeof id === "number") ids.add(id);
  if (Array.isArray(several)) for (const one of several) ids.add(Number(one));
  for (const { id: row } of inputs.tasks?.updated ?? []) ids.add(row);
  for (const row of inputs.links?.added ?? []) ids.add(row.predecessor_id).add(row.successor_id);
  for (const row of inputs.assignments?.added ?? []) ids.add(row.task_id);
  const names: Record<string, string> = {};
  for (const one of [...ids].slice(0, MOST)) {
    const name = store.task(one)?.name;
    if (name !== undefined) names[one] = name;
  }
  return { project: store.project.name, names };
}
