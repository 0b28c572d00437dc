/** Which items of a backlog are chosen, by mouse and keys as everywhere: shift for a range, Ctrl for one. */

export interface Chosen {
  readonly ids: ReadonlySet<number>;
  /** From where a range begins. */
  readonly anchor: number | null;
}

export const NOTHING: Chosen = { ids: new Set(), anchor: null };

export const only = (id: number): Chosen => ({ ids: new Set([id]), anchor: id });

/** One more, or one less. */
export function toggled({ ids }: Chosen, id: number): Chosen {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** All from the anchor to an item, in the order in which they are shown. */
export function ranged({ anchor }: Chosen, id: number, shown: readonly number[]): Chosen {
  const from = anchor === null ? -1 : shown.indexOf(anchor);
  const to = shown.indexOf(id);
  if (from < 0 || to < 0) return only(id);
  const span = shown.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { ids: new Set(span), anchor };
}

/** What is moved where an item is taken hold of: all that is chosen, if it is among it. */
export function heldBy({ ids }: Chosen, id: number, shown: readonly number[]): number[] {
  return ids.has(id) ? shown.filter((one) => ids.has(one)) : [id];
}
