/** Where lanes, columns and cards stand on a board, and where a dragged card would go. Pure. */

/** Sizes in pixels. */
export interface Sizes {
  readonly column: number;
  /** Between two columns, and before the first. */
  readonly gap: number;
  readonly card: number;
  /** Between two cards, and around them in their cell. */
  readonly space: number;
  readonly laneHead: number;
}

export interface Lane {
  readonly key: string;
  /** By column, its cards from the top. */
  readonly cells: readonly (readonly number[])[];
  readonly collapsed: boolean;
}

export interface PlacedLane extends Lane {
  readonly top: number;
  /** Where its cells begin: below its head. */
  readonly body: number;
  readonly height: number;
}

export interface Layout {
  readonly lanes: readonly PlacedLane[];
  readonly height: number;
  readonly width: number;
  readonly columns: number;
  readonly sizes: Sizes;
}

/** A place for a card: before the card that stands `index`th among the others of the cell. */
export interface Slot {
  readonly lane: number;
  readonly column: number;
  readonly index: number;
}

/** The least that a cell is high, in cards: where there is none, one can be dropped. */
const LEAST = 1;

/** `heads`: whether lanes have heads; a board without lanes is one lane without. */
export function layOut(
  lanes: readonly Lane[],
  columns: number,
  heads: boolean,
  sizes: Sizes,
): Layout {
  let top = 0;
  const placed = lanes.map((lane): PlacedLane => {
    const head = heads ? sizes.laneHead : 0;
    const most = Math.max(LEAST, ...lane.cells.map((cell) => cell.length));
    const cells = lane.collapsed ? 0 : most * (sizes.card + sizes.space) + sizes.space * 2;
    const found = { ...lane, top, body: top + head, height: head + cells };
    top += found.height;
    return found;
  });
  const width = sizes.gap + columns * (sizes.column + sizes.gap);
  return { lanes: placed, height: top, width, columns, sizes };
}

/** The top of the nth card of a cell, from the cell's own top. */
export function cardTop(index: number, { card, space }: Sizes): number {
  return space + index * (card + space);
}

/** The left edge of a column. */
export function columnLeft(column: number, { column: width, gap }: Sizes): number {
  return gap + column * (width + gap);
}

/** Which of a cell's cards can be seen between two heights of the board; `to` is not among them. */
export function seen(
  lane: PlacedLane,
  count: number,
  from: number,
  until: number,
  { card, space }: Sizes,
): { from: number; to: number } {
  if (lane.collapsed) return { from: 0, to: 0 };
  const pitch = card + space;
  const first = Math.floor((from - lane.body - space - card) / pitch) + 1;
  const last = Math.ceil((until - lane.body - space) / pitch);
  const start = Math.min(count, Math.max(0, first));
  return { from: start, to: Math.min(count, Math.max(start, last)) };
}

/**
 * The slot at a point of the board, for a card whose own place does not count: the lane and column
 * it lies in or is nearest to, and before the card whose middle is below it.
 */
export function slotAt(layout: Layout, x: number, y: number, dragged: number): Slot | null {
  const { lanes, sizes, columns } = layout;
  if (lanes.length === 0 || columns === 0) return null;
  const pitch = sizes.column + sizes.gap;
  const column = clamp(Math.floor((x - sizes.gap / 2) / pitch), 0, columns - 1);
  let lane = lanes.findIndex((one) => y < one.top + one.height);
  if (lane < 0) lane = lanes.length - 1;
  const placed = lanes[lane] as PlacedLane;
  const cell = placed.cells[column] ?? [];
  const own = cell.indexOf(dragged);
  const last = own < 0 ? cell.length : cell.length - 1;
  if (placed.collapsed) return { lane, column, index: last };
  // The dragged card's own place is still to be seen, and below it all stand one further down.
  const place = Math.round((y - placed.body - sizes.space / 2) / (sizes.card + sizes.space));
  const index = own >= 0 && place > own ? place - 1 : place;
  return { lane, column, index: clamp(index, 0, last) };
}

/** How far below the top of its cell the line of a slot is drawn. */
export function slotTop(layout: Layout, slot: Slot, dragged: number): number {
  const { sizes, lanes } = layout;
  const cell = lanes[slot.lane]?.cells[slot.column] ?? [];
  const before = cell.filter((id) => id !== dragged)[slot.index];
  const place = before === undefined ? cell.length : cell.indexOf(before);
  return cardTop(place, sizes) - sizes.space / 2;
}

/** Where a card stands; null where it is not on the board. */
export function slotOf(layout: Layout, id: number): Slot | null {
  for (const [lane, { cells }] of layout.lanes.entries()) {
    for (const [column, cell] of cells.entries()) {
      const index = cell.indexOf(id);
      if (index >= 0) return { lane, column, index };
    }
  }
  return null;
}

export type Arrow = "up" | "down" | "left" | "right";

/**
 * The slot next to one, for a card that is moved by keys: within its cell, then into the lane above
 * or below; sideways at the same height as far as there are cards. `lanes` says whether it may leave
 * its lane.
 */
export function nextSlot(
  layout: Layout,
  slot: Slot,
  arrow: Arrow,
  dragged: number,
  lanes: boolean,
): Slot {
  const count = (lane: number, column: number) =>
    (layout.lanes[lane]?.cells[column] ?? []).filter((id) => id !== dragged).length;
  if (arrow === "left" || arrow === "right") {
    const column = clamp(slot.column + (arrow === "left" ? -1 : 1), 0, layout.columns - 1);
    if (column === slot.column) return slot;
    return { ...slot, column, index: Math.min(slot.index, count(slot.lane, column)) };
  }
  const by = arrow === "up" ? -1 : 1;
  const index = slot.index + by;
  if (index >= 0 && index <= count(slot.lane, slot.column)) return { ...slot, index };
  if (!lanes) return slot;
  for (let lane = slot.lane + by; lane >= 0 && lane < layout.lanes.length; lane += by) {
    if (layout.lanes[lane]?.collapsed) continue;
    return { lane, column: slot.column, index: by < 0 ? count(lane, slot.column) : 0 };
  }
  return slot;
}

/** The card that is next to another, to go to by keys; null at the edge. */
export function nextCard(layout: Layout, id: number, arrow: Arrow): number | null {
  const slot = slotOf(layout, id);
  if (!slot) return null;
  const sideways = arrow === "left" || arrow === "right";
  const by = arrow === "left" || arrow === "up" ? -1 : 1;
  if (sideways) {
    for (let column = slot.column + by; layout.lanes[slot.lane]?.cells[column]; column += by) {
      const cell = layout.lanes[slot.lane]?.cells[column] ?? [];
      if (cell.length > 0) return cell[Math.min(slot.index, cell.length - 1)] ?? null;
    }
    return null;
  }
  const own = layout.lanes[slot.lane]?.cells[slot.column]?.[slot.index + by];
  if (own !== undefined) return own;
  for (let lane = slot.lane + by; layout.lanes[lane]; lane += by) {
    const found = layout.lanes[lane];
    const cell = found?.cells[slot.column] ?? [];
    if (!found?.collapsed && cell.length > 0) return (by < 0 ? cell.at(-1) : cell[0]) ?? null;
  }
  return null;
}

/** The cards between which a slot lies. */
export function besidesOf(
  layout: Layout,
  slot: Slot,
  dragged: number,
): { afterId?: number; beforeId?: number } {
  const cell = (layout.lanes[slot.lane]?.cells[slot.column] ?? []).filter((id) => id !== dragged);
  const after = cell[slot.index - 1];
  if (after !== undefined) return { afterId: after };
  const before = cell[slot.index];
  return before === undefined ? {} : { beforeId: before };
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value));
}
