/** Which part of the time line is in sight: its width, its scrolling, and the bars beyond its edges. */

import { type RefObject, useLayoutEffect, useRef } from "react";
import { flushSync } from "react-dom";
import type { PlanController } from "~/views/grid/controller";
import { awayOf, type Side, toX } from "../layout";
import type { Timeline } from "../timeline";
import { kindOf } from "./TimeRow";

/** On which side of what is visible the bar of each drawn row lies, null in sight. */
export type Sides = readonly (Side | null)[];

/** Measure the pane and follow its scrolling; what is drawn of it is drawn again where that matters. */
export function useSight(
  pane: RefObject<HTMLElement | null>,
  controller: PlanController,
  timeline: Timeline,
  compact: boolean,
): Sides {
  const { viewport } = controller;
  const { scale } = timeline;
  const now = (): Sides => (compact ? [] : sidesOf(controller, timeline));
  const sides = now();
  const sidesNow = useRef(now);
  const drawn = useRef(sides);
  useLayoutEffect(() => {
    sidesNow.current = now;
    drawn.current = sides;
  });

  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    timeline.attach(element);
    const measure = (): void => {
      // Before the stage is measured the grid has no width yet, and takes its own from this later.
      if (viewport.width > 0) timeline.resize(element.clientWidth, controller.reading.now);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    const onScroll = (): void => {
      const more = timeline.scrolled();
      const same = !more && sidesNow.current().every((side, i) => side === drawn.current[i]);
      if (!same) flushSync(() => timeline.redraw());
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", onScroll);
      timeline.attach(null);
    };
  }, [pane, timeline, controller, viewport]);

  useLayoutEffect(() => timeline.settle(scale), [timeline, scale]);
  return sides;
}

function sidesOf(controller: PlanController, timeline: Timeline): Sides {
  const { first, last } = controller.viewport;
  const sides: (Side | null)[] = [];
  for (let place = first; place < last; place++) sides.push(sideAt(controller, timeline, place));
  return sides;
}

function sideAt(controller: PlanController, timeline: Timeline, place: number): Side | null {
  const { store } = controller;
  const { scale, overlay, drag } = timeline;
  const line = controller.lines[place];
  if (line?.kind !== "task" || timeline.width === 0 || drag?.id === line.id) return null;
  const task = store.task(line.id);
  const result = overlay?.get(line.id) ?? store.schedule(line.id);
  if (!task || !result) return null;
  const x = toX(scale, result.start);
  const width = toX(scale, result.finish) - x;
  const bar = { kind: kindOf(task, result, line.line.hasChildren), x, width };
  return awayOf(bar, timeline.scrollLeft, timeline.width);
}
