/** Dragging items of a backlog by mouse, and by touch after a short hold. Keys move them too: View. */

import {
  type DragMoveEvent,
  type DragStartEvent,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { type RefObject, useRef, useState } from "react";
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
  const current = useRef(props);
  current.current = props;
  const from = useRef(0);
  const [shown, setShown] = useState<Shown | null>(null);
  const sensors = useSensors(useSensor(MouseSensor, MOUSE), useSensor(TouchSensor, TOUCH));

  const start = ({ active, activatorEvent }: DragStartEvent) => {
    const { stage, held } = current.current;
    if (!stage.current) return;
    const touch = "touches" in activatorEvent ? (activatorEvent as TouchEvent).touches[0] : null;
    const { clientY } = touch ?? (activatorEvent as MouseEvent);
    const box = stage.current.getBoundingClientRect();
    from.current = clientY - box.top + stage.current.scrollTop;
    setShown({ ids: held(Number(active.id)), slot: null });
  };
  const move = ({ delta }: DragMoveEvent) => {
    const slot = slotAt(current.current.layout, from.current + delta.y);
    setShown((before) => {
      const same = before?.slot?.list === slot?.list && before?.slot?.index === slot?.index;
      return before && !same ? { ...before, slot } : before;
    });
  };
  const end = () => {
    if (shown?.slot) current.current.onDrop(shown.ids, shown.slot);
    setShown(null);
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
      onDragCancel: () => setShown(null),
    },
  };
}
