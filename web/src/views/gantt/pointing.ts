/** What a pointer does on the time line: it takes hold of bars and marks, chooses links, moves the ground. */

import type { PointerEvent } from "react";
import type { PlanController } from "~/views/grid/controller";
import { type RowKey, rowFrom, taskOf } from "~/views/grid/rows";
import type { Dragging } from "./dragging";
import { lastPart, type Part, partUnder } from "./held";
import { distanceTo, partAt, toMinute } from "./layout";
import type { DrawnLink } from "./parts/Links";
import { geometry } from "./parts/TimeRow";
import type { Timeline } from "./timeline";

export interface Pointing {
  readonly controller: PlanController;
  readonly timeline: Timeline;
  readonly dragging: Dragging;
  readonly links: readonly DrawnLink[];
  onOpenTask(id: number): void;
}

/** How near to a link a press chooses it, in pixels. */
const HIT = 5;

/** What is pressed: the row, and within it what can be held. */
function under(target: Element): { row: RowKey; id: number; held: HTMLElement | null } | null {
  const line = target.closest<HTMLElement>(".hwt-row")?.dataset.row;
  const row = line === undefined ? null : rowFrom(line);
  const id = row === null ? null : taskOf(row);
  if (row === null || id === null) return null;
  return { row, id, held: target.closest<HTMLElement>(".hwt-hold, .hwt-bar") };
}

export function press(event: PointerEvent, at: Pointing): void {
  if (event.button !== 0) return;
  const target = event.target as Element;
  if (target.closest(".hwt-card, button")) return;
  const { controller, timeline, dragging } = at;
  const found = under(target);
  if (found?.held) {
    const { row, id, held } = found;
    const touch = event.pointerType === "touch";
    if (touch && controller.current !== id) {
      controller.goTo({ row });
      return;
    }
    event.preventDefault();
    const named = target.closest<HTMLElement>("[data-part]")?.dataset.part as Part | undefined;
    const part = named ?? partOf(at, id, event.clientX, touch);
    // A press on one of several selected keeps them: they may be dragged together.
    const several = part === "body" && selectedWith(controller, id);
    if (!several) controller.goTo({ row });
    held.focus({ preventScroll: true });
    const again = event.detail > 1;
    dragging.press(event.nativeEvent, id, part, () => {
      if (several) controller.goTo({ row });
      if (again) at.onOpenTask(id);
    });
    return;
  }
  const link = linkAt(at, event);
  timeline.chooseLink(link);
  if (link !== null) event.preventDefault();
  else if (found) controller.goTo({ row: found.row });
  if (link === null && event.pointerType === "mouse") pan(at, event);
}

export function hover(event: PointerEvent, { timeline }: Pointing): void {
  if (timeline.drag || event.pointerType === "touch") return;
  const found = under(event.target as Element);
  timeline.hover(found?.held ? found.id : null);
}

function selectedWith(controller: PlanController, id: number): boolean {
  const selected = controller.selectedTasks();
  return selected.length > 1 && selected.includes(id);
}

/** What of a bar is under the pointer, where nothing says it by name. */
function partOf(at: Pointing, id: number, clientX: number, touch: boolean): Part {
  const { controller, timeline } = at;
  const { store, reading } = controller;
  const task = store.task(id);
  const result = store.schedule(id);
  if (!task || !result) return "body";
  const { scale } = timeline;
  const x = timeline.xAt(clientX);
  const summary = reading.isSummary(id);
  const bar = geometry(task, result, null, summary, scale, reading.resumeDate);
  const last = summary ? null : lastPart(controller, id);
  if (last === null) return partAt(bar, x, touch);
  const part = partAt(bar, x, touch, last * scale.perMinute);
  return part === "finish" ? part : (partUnder(controller, id, toMinute(scale, x)) ?? part);
}

/** Drag the empty ground to look elsewhere. */
function pan({ controller, timeline }: Pointing, event: PointerEvent): void {
  const element = timeline.pane;
  const { scroller } = controller.viewport;
  if (!element || !scroller) return;
  event.preventDefault();
  const { clientX, clientY } = event;
  const left = element.scrollLeft;
  const top = scroller.scrollTop;
  const abort = new AbortController();
  const { signal } = abort;
  window.addEventListener(
    "pointermove",
    (move) => {
      element.dataset.panning = "";
      element.scrollLeft = left - (move.clientX - clientX);
      scroller.scrollTop = top - (move.clientY - clientY);
    },
    { signal },
  );
  const end = (): void => {
    abort.abort();
    delete element.dataset.panning;
  };
  window.addEventListener("pointerup", end, { signal });
  window.addEventListener("pointercancel", end, { signal });
}

function linkAt({ controller, timeline, links }: Pointing, event: PointerEvent): number | null {
  const { viewport } = controller;
  const top = (viewport.scroller?.getBoundingClientRect().top ?? 0) + viewport.headerHeight;
  const x = timeline.xAt(event.clientX);
  const y = event.clientY - top + viewport.scrollTop;
  let best: number | null = null;
  let least = HIT;
  for (const link of links) {
    const far = distanceTo(link.points, x, y);
    if (far < least) {
      least = far;
      best = link.id;
    }
  }
  return best;
}
