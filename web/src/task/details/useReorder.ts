/** Moving the rows of a short list by a handle: dragged by mouse or finger, or by arrow keys. */

import { type KeyboardEvent, type PointerEvent, type RefObject, useState } from "react";

export interface Handle {
  onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  onPointerCancel: () => void;
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
}

/** `onMove` gets the place that a row leaves and the one that it has then. */
export function useReorder(
  list: RefObject<HTMLElement | null>,
  onMove: (from: number, to: number) => void,
): {
  handle: (place: number, count: number) => Handle;
  mark: (place: number) => "before" | "after" | "dragged" | undefined;
} {
  const [drag, setDrag] = useState<{ from: number; to: number } | null>(null);

  const under = (y: number): number => {
    const rows = [...(list.current?.children ?? [])];
    const place = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height;
    });
    return place < 0 ? rows.length - 1 : place;
  };

  return {
    handle: (place, count) => ({
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag({ from: place, to: place });
      },
      onPointerMove: (event) => {
        if (drag) setDrag({ ...drag, to: under(event.clientY) });
      },
      onPointerUp: (event) => {
        if (drag) onMove(drag.from, under(event.clientY));
        setDrag(null);
      },
      onPointerCancel: () => setDrag(null),
      onKeyDown: (event) => {
        const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
        const to = place + step;
        if (!step || to < 0 || to >= count) return;
        event.preventDefault();
        event.stopPropagation();
        onMove(place, to);
      },
    }),
    mark: (place) => {
      if (!drag) return undefined;
      if (place === drag.from) return "dragged";
      if (place !== drag.to) return undefined;
      return drag.to > drag.from ? "after" : "before";
    },
  };
}
