/** Dragging items of a backlog by mouse, and by touch after a short hold. Keys move them too: View. */

import {
  type DragStartEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useLatest } from "~/ui/latest";
import { followPointer, type Point, type Pointer } from "~/views/moving/pointer";
import { MOUSE, TOUCH } from "~/views/moving/sensors";
import { type Layout, type Slot, slotAt } from "./layout";

interface DragProps {
  readonly layout: Layout;
  readonly stage: RefObject<HTMLElement | null>;
  readonly held: (id: number) => readonly number[];
  readonly onDrop: (ids: readonly number[], slot: Slot) => void;
}

interface Shown {
  readonly ids: readonly number[];
  readonly slot: Slot | null;
}

export function useDrag(props: DragProps) {
  const current = useLatest(props);
  const pointer = useRef<Pointer | null>(null);
  const ids = useRef<readonly number[]>([]);
  const [shown, setShown] = useState<Shown | null>(null);
  const sensors = useSensors(useSensor(MouseSensor, MOUSE), useSensor(TouchSensor, TOUCH));
  useEffect(() => () => pointer.current?.stop(), []);

  const slotUnder = ({ clientY }: Point): Slot | null => {
    const { stage, layout } = current.current;
    if (!stage.current) return null;
    const top = stage.current.getBoundingClientRect().top;
    return slotAt(layout, clientY - top + stage.current.scrollTop);
  };
  const start = ({ active, activatorEvent }: DragStartEvent) => {
    pointer.current?.stop();
    pointer.current = followPointer(activatorEvent);
    if (!pointer.current) return;
    ids.current = current.current.held(Number(active.id));
    setShown({ ids: ids.current, slot: null });
  };
  const move = () => {
    const slot = pointer.current && slotUnder(pointer.current.at());
    setShown((before) => {
      const same = before?.slot?.list === slot?.list && before?.slot?.index === slot?.index;
      return before && !same ? { ...before, slot } : before;
    });
  };
  const stop = () => {
    pointer.current?.stop();
    pointer.current = null;
    setShown(null);
  };
  const end = () => {
    const slot = pointer.current && slotUnder(pointer.current.at());
    stop();
    // What is drawn may not have followed the last of its way.
    if (slot) current.current.onDrop(ids.current, slot);
  };
  return {
    ids: shown?.ids ?? null,
    slot: shown?.slot ?? null,
    context: {
      sensors,
      autoScroll: {
        threshold: { x: 0, y: 0.16 },
        canScroll: (element: Element) => element === current.current.stage.current,
      },
      onDragStart: start,
      onDragMove: move,
      onDragEnd: end,
      onDragCancel: stop,
    },
  };
}
