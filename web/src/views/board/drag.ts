/**
 * Dragging cards: by mouse, by touch after a short hold, and by keys, with what is said of it to who
 * listens. Where a card would go follows from the board's geometry, so that cards need not be drawn
 * to be dropped between.
 */

import {
  type Announcements,
  type DragStartEvent,
  type KeyboardCoordinateGetter,
  KeyboardSensor,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Grouping } from "~/model/grouping";
import type { Order } from "~/model/sorting";
import type { ProjectSession } from "~/store/types";
import { useLatest } from "~/ui/latest";
import { followPointer, type Point, type Pointer } from "~/views/moving/pointer";
import { MOUSE, TOUCH } from "~/views/moving/sensors";
import type { Content } from "./content";
import { dropCard } from "./drop";
import {
  type Arrow,
  columnLeft,
  type Layout,
  nextSlot,
  type Slot,
  slotAt,
  slotOf,
  slotTop,
} from "./layout";

interface DragProps {
  readonly session: ProjectSession;
  readonly layout: Layout;
  readonly content: Content;
  readonly lanes: Grouping | null;
  /** Whether a card can be given what another lane stands for. */
  readonly between: boolean;
  /** The order in which cards stand, where it is not their rank. */
  readonly order: Order | null;
  /** Called where a card was pulled to where it cannot go, and stayed. */
  readonly onKept: (why: Kept) => void;
  readonly board: RefObject<HTMLElement | null>;
  readonly labelOf: (lane: number) => string;
}

interface Going {
  readonly id: number;
  readonly from: Slot;
  /** null where keys move it. */
  readonly pointer: Pointer | null;
  /** What kept it from where it was pulled. */
  pulled: Kept | null;
}

/** The cards are sorted, or what lanes stand for is not set by hand. */
export type Kept = "sorted" | "lane";

const ARROWS: Record<string, Arrow> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};
const KEYS = { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] };
/** What stands still above and below the cards while the board scrolls. */
const HEAD = 44;
const FOOT = 44;

export function useDrag(props: DragProps) {
  const { t } = useTranslation("board");
  const current = useLatest(props);
  const going = useRef<Going | null>(null);
  const slot = useRef<Slot | null>(null);
  const [shown, setShown] = useState<{ id: number; slot: Slot } | null>(null);
  useEffect(() => () => going.current?.pointer?.stop(), []);
  /** The card that was dropped by keys and takes the focus again once it stands in its place. */
  const dropped = useRef<number | null>(null);

  const to = (next: Slot) => {
    const before = slot.current;
    const same =
      before?.lane === next.lane && before.column === next.column && before.index === next.index;
    if (same || !going.current) return;
    slot.current = next;
    setShown({ id: going.current.id, slot: next });
  };

  /** Where a card stands in a cell that is sorted: in its own place there, whatever the hand says. */
  const settled = (next: Slot, held: Going): Slot => {
    const { order, layout } = current.current;
    if (!order) return next;
    if (next.lane === held.from.lane && next.column === held.from.column) {
      if (next.index !== held.from.index) held.pulled = "sorted";
      return held.from;
    }
    const cell = layout.lanes[next.lane]?.cells[next.column] ?? [];
    const at = cell.findIndex((other) => order(held.id, other) < 0);
    return { ...next, index: at < 0 ? cell.length : at };
  };

  /** The slot one step on by keys; up and down leave a cell that is sorted at once. */
  const step = (now: Slot, arrow: Arrow, held: Going): Slot => {
    const { layout, between, order } = current.current;
    const end = arrow === "up" ? 0 : Number.POSITIVE_INFINITY;
    const whole = order !== null && (arrow === "up" || arrow === "down");
    const next = nextSlot(layout, whole ? { ...now, index: end } : now, arrow, held.id, between);
    if (whole && next.lane === now.lane) {
      held.pulled = "sorted";
      return now;
    }
    return settled(next, held);
  };

  const coordinates = useRef<KeyboardCoordinateGetter>((event) => {
    const arrow = ARROWS[event.code];
    const { layout, board } = current.current;
    const held = going.current;
    if (!arrow || !held || !slot.current || !board.current) return undefined;
    event.preventDefault();
    to(step(slot.current, arrow, held));
    return bring(board.current, layout, slot.current, held.id);
  });

  const keyboard = useMemo(
    () => ({
      coordinateGetter: coordinates.current,
      keyboardCodes: KEYS,
      scrollBehavior: "auto" as const,
    }),
    [],
  );
  const sensors = useSensors(
    useSensor(MouseSensor, MOUSE),
    useSensor(TouchSensor, TOUCH),
    useSensor(KeyboardSensor, keyboard),
  );

  const start = ({ active, activatorEvent }: DragStartEvent) => {
    const { layout, board } = current.current;
    const id = Number(active.id);
    const from = slotOf(layout, id);
    if (!from || !board.current) return;
    going.current?.pointer?.stop();
    going.current = { id, from, pointer: followPointer(activatorEvent), pulled: null };
    slot.current = from;
    setShown({ id, slot: from });
  };

  const move = () => {
    const { layout, lanes, between, board } = current.current;
    const held = going.current;
    if (!held?.pointer || !board.current) return;
    const { x, y } = pointOn(board.current, held.pointer.at());
    const found = slotAt(layout, x, y, held.id);
    if (!found) return;
    const { lane, column, index } = held.from;
    if (lanes && !between && found.lane !== lane) {
      held.pulled = "lane";
      to(settled({ ...found, lane, index: found.column === column ? index : 0 }, held));
    } else to(settled(found, held));
  };

  const stop = () => {
    going.current?.pointer?.stop();
    going.current = null;
    slot.current = null;
    setShown(null);
  };

  const end = () => {
    // What is drawn may not have followed the last of its way.
    move();
    const { session, layout, content, lanes, order, onKept } = current.current;
    const held = going.current;
    const target = slot.current;
    stop();
    if (!held || !target) return;
    if (!held.pointer) dropped.current = held.id;
    const { id, from, pulled } = held;
    const sorted = order !== null;
    const sent = dropCard(session, id, from, target, layout, content.statuses, lanes, sorted);
    if (!sent && pulled) onKept(pulled);
  };

  const announcements = useMemo<Announcements>(() => {
    const nameOf = (id: unknown) => current.current.session.store.task(Number(id))?.name ?? "";
    const where = (id: number, at: Slot) => {
      const { content, layout, labelOf } = current.current;
      const cell = layout.lanes[at.lane]?.cells[at.column] ?? [];
      const of = cell.filter((other) => other !== id).length + 1;
      const column = content.statuses[at.column]?.name ?? "";
      return { column, lane: labelOf(at.lane), place: at.index + 1, of };
    };
    let said = "";
    let last: { name: string; column: string; place: number; of: number } | null = null;
    return {
      onDragStart: ({ active }) => {
        const held = going.current;
        said = "";
        if (!held) return undefined;
        last = { name: nameOf(active.id), ...where(held.id, held.from) };
        return t("drag.start", last);
      },
      onDragMove: ({ active }) => {
        const held = going.current;
        if (!held || held.pointer || !slot.current) return undefined;
        const values = where(held.id, slot.current);
        last = { name: nameOf(active.id), ...values };
        const text = t(values.lane ? "drag.atLane" : "drag.at", values);
        if (text === said) return undefined;
        said = text;
        return text;
      },
      onDragOver: () => undefined,
      onDragEnd: () => (last ? t("drag.end", last) : undefined),
      onDragCancel: ({ active }) => t("drag.cancel", { name: nameOf(active.id) }),
    };
  }, [t]);

  return {
    active: shown?.id ?? null,
    slot: shown?.slot ?? null,
    dropped,
    context: {
      sensors,
      autoScroll: {
        threshold: { x: 0.14, y: 0.18 },
        canScroll: (element: Element) => element === current.current.board.current,
      },
      collisionDetection: noCollisions,
      accessibility: {
        announcements,
        screenReaderInstructions: { draggable: t("drag.how") },
        restoreFocus: false,
      },
      onDragStart: start,
      onDragMove: move,
      onDragEnd: end,
      onDragCancel: stop,
    },
  };
}

const noCollisions = () => [];

/** The point of the board under a pointer. */
function pointOn(board: HTMLElement, { clientX, clientY }: Point): { x: number; y: number } {
  const box = board.getBoundingClientRect();
  return {
    x: clientX - box.left + board.scrollLeft,
    y: clientY - box.top + board.scrollTop - HEAD,
  };
}

/** Scroll a slot into sight; where on the screen a card in it has its corner. */
function bring(board: HTMLElement, layout: Layout, slot: Slot, id: number) {
  const { sizes } = layout;
  const left = columnLeft(slot.column, sizes);
  const top = (layout.lanes[slot.lane]?.body ?? 0) + slotTop(layout, slot, id);
  const space = board.clientHeight - HEAD - FOOT;
  if (left < board.scrollLeft) board.scrollLeft = left - sizes.gap;
  const right = left + sizes.column + sizes.gap;
  if (right > board.scrollLeft + board.clientWidth) board.scrollLeft = right - board.clientWidth;
  if (top - sizes.laneHead < board.scrollTop) board.scrollTop = top - sizes.laneHead;
  if (top + sizes.card > board.scrollTop + space) board.scrollTop = top + sizes.card - space;
  const box = board.getBoundingClientRect();
  return { x: box.left + left - board.scrollLeft + 8, y: box.top + HEAD + top - board.scrollTop };
}
