/** Tasks coloured by what they have in common: any grouping of the filter bar. Pure. */

import type { TaskFields } from "~/model/filters-fields";
import { groupingFrom, groupsBy, groupTasks, NO_GROUP } from "~/model/grouping";
import { fieldName, groupLabel } from "~/views/filter/words";

/** So many have a colour and a pattern of their own, the rest share one. */
export const COLOURS = 8;
export const REST = COLOURS;

export interface ColourGroup {
  /** Number of the colour, `REST` for what has no value or came after the others. */
  readonly place: number;
  readonly label: string;
  readonly ids: readonly number[];
}

export interface Colours {
  /** By what they are coloured, in words. */
  readonly name: string;
  readonly groups: readonly ColourGroup[];
  /** The colour of a task, null for summaries. */
  of(id: number): ColourGroup | null;
}

/** What tasks may be coloured by: dates and flags have too many values, or too few. */
export function colourings(fields: TaskFields): string[] {
  return fields.all.flatMap((field) => {
    const fits = field.kind === "people" || field.kind === "choice";
    const grouping = groupingFrom(field.key, fields);
    return grouping && (fits || field.key.startsWith("custom-")) ? [field.key] : [];
  });
}

/** The colours of all tasks by a grouping; null where there is no such. `rest` names what shares one. */
export function coloursBy(by: string, fields: TaskFields, rest: string): Colours | null {
  const grouping = groupingFrom(by, fields);
  if (!grouping) return null;
  const tasks = fields.store.outline().flatMap((line) => (line.hasChildren ? [] : [line.id]));
  const label = (key: string) => groupLabel(grouping, key, fields);
  const found = groupTasks(tasks, groupsBy(grouping, fields), label);
  const own = found.filter((group) => group.key !== NO_GROUP);
  const none = found.find((group) => group.key === NO_GROUP);
  const crowded = own.length > COLOURS;
  // The largest have a colour of their own; they stand in their usual order.
  const largest = [...own].sort((a, b) => b.ids.length - a.ids.length).slice(0, COLOURS);
  const chosen = new Set(largest);
  const groups: ColourGroup[] = own
    .filter((group) => chosen.has(group))
    .map((group, place) => ({ place, label: label(group.key), ids: group.ids }));
  const others = own.flatMap((group) => (chosen.has(group) ? [] : group.ids));
  const last = [...others, ...(none?.ids ?? [])];
  if (last.length > 0) {
    groups.push({ place: REST, label: crowded ? rest : label(NO_GROUP), ids: last });
  }
  const known = new Map(groups.flatMap((group) => group.ids.map((id) => [id, group] as const)));
  return { name: fieldName(by, fields), groups, of: (id) => known.get(id) ?? null };
}
