/** Where the lists of a backlog stand, one below another, and where something would be dropped. Pure. */

export interface Sizes {
  readonly head: number;
  readonly row: number;
  readonly foot: number;
  /** The room of a list without items. */
  readonly empty: number;
  readonly gap: number;
}

export interface ListIn {
  readonly key: string;
  readonly ids: readonly number[];
}

export interface Placed extends ListIn {
  readonly top: number;
  /** Where its first row begins, and where its rows end. */
  readonly body: number;
  readonly end: number;
  readonly height: number;
}

export interface Layout {
  readonly lists: readonly Placed[];
  readonly height: number;
  readonly sizes: Sizes;
}

/** A place between the items of a list: before the one at `index`. */
export interface Slot {
  readonly list: number;
  readonly index: number;
}

export function layOut(lists: readonly ListIn[], sizes: Sizes): Layout {
  let top = sizes.gap;
  const placed = lists.map((list): Placed => {
    const body = top + sizes.head;
    const end = body + (list.ids.length ? list.ids.length * sizes.row : sizes.empty);
    const found = { ...list, top, body, end, height: end + sizes.foot - top };
    top += found.height + sizes.gap;
    return found;
  });
  return { lists: placed, height: top, sizes };
}

/** The slot that is nearest to a height. */
export function slotAt({ lists, sizes }: Layout, y: number): Slot | null {
  if (lists.length === 0) return null;
  const found = lists.findIndex((list) => y < list.top + list.height + sizes.gap / 2);
  const list = found < 0 ? lists.length - 1 : found;
  const { body, ids } = lists[list] as Placed;
  const index = Math.round((y - body) / sizes.row);
  return { list, index: Math.max(0, Math.min(ids.length, index)) };
}

/** The height of the line that shows a slot. */
export function slotTop({ lists, sizes }: Layout, { list, index }: Slot): number {
  return (lists[list]?.body ?? 0) + index * sizes.row;
}

/** Where an item stands. */
export function slotOf({ lists }: Layout, id: number): Slot | null {
  for (const [list, { ids }] of lists.entries()) {
    const index = ids.indexOf(id);
    if (index >= 0) return { list, index };
  }
  return null;
}

/** Beside which item the server puts what is dropped in a slot; `leaving` are what is dropped. */
export function besideOf(
  ids: readonly number[],
  index: number,
  leaving: ReadonlySet<number>,
): { afterId?: number; beforeId?: number } {
  const above = ids.slice(0, index).findLast((id) => !leaving.has(id));
  if (above !== undefined) return { afterId: above };
  const below = ids.slice(index).find((id) => !leaving.has(id));
  return below === undefined ? {} : { beforeId: below };
}

/** Whether dropping some items in a slot would leave all as it is. */
export function staysPut(
  { lists }: Layout,
  ids: readonly number[],
  { list, index }: Slot,
): boolean {
  const here = lists[list]?.ids ?? [];
  const first = here.indexOf(ids[0] ?? 0);
  if (first < 0 || ids.some((id, place) => here[first + place] !== id)) return false;
  return index >= first && index <= first + ids.length;
}

/** The slot one step up or down from some items, over the ends of lists; null at the very ends. */
export function nextSlot({ lists }: Layout, ids: readonly number[], by: -1 | 1): Slot | null {
  const chosen = new Set(ids);
  const list = lists.findIndex((one) => one.ids.some((id) => chosen.has(id)));
  if (list < 0) return null;
  const here = (lists[list] as Placed).ids;
  const places = here.flatMap((id, place) => (chosen.has(id) ? [place] : []));
  const first = places[0] ?? 0;
  const last = places.at(-1) ?? 0;
  if (by < 0) {
    if (first > 0) return { list, index: first - 1 };
    const above = lists[list - 1];
    return above ? { list: list - 1, index: above.ids.length } : null;
  }
  if (last < here.length - 1) return { list, index: last + 2 };
  return lists[list + 1] ? { list: list + 1, index: 0 } : null;
}

/** The rows of a list that are to be drawn, by place. */
export function drawnRows(
  list: Placed,
  sizes: Sizes,
  from: number,
  until: number,
): { first: number; end: number } {
  const first = Math.max(0, Math.floor((from - list.body) / sizes.row));
  const end = Math.min(list.ids.length, Math.ceil((until - list.body) / sizes.row));
  return { first, end: Math.max(first, end) };
}
