/** From pointer and keys on bars to drags, their live preview, and the drop. */

import type { TFunction } from "i18next";
import { linkStep, type Step } from "~/commands";
import { showPreview } from "~/here/preview";
import type { ScheduleRow } from "~/protocol/tables.generated";
import { perform } from "~/views/grid/actions";
import type { PlanController } from "~/views/grid/controller";
import { scrollAtEdge } from "~/views/grid/pointer";
import { rowFrom, taskOf } from "~/views/grid/rows";
import { Foresight } from "~/views/moving/foresight";
import { type Drag, progressAt, stepsOf } from "~/views/moving/gestures";
import { wishOf } from "~/views/moving/wish";
import { follow, grasp, type Part } from "./held";
import { endAt, gridOf, toX } from "./layout";
import { kindOf } from "./parts/TimeRow";
import type { Timeline } from "./timeline";

/** Pixels before a press becomes a drag. */
const SLACK = 3;
const EDGE = 36;

export class Dragging {
  readonly #controller: PlanController;
  readonly #timeline: Timeline;
  readonly #foresight: Foresight;
  #proposed: ReadonlyMap<number, ScheduleRow> | null = null;
  /** Where the bar was held, so that scrolling while dragging counts as movement. */
  #pressedX: number | null = null;

  constructor(controller: PlanController, timeline: Timeline) {
    this.#controller = controller;
    this.#timeline = timeline;
    const { session } = controller;
    this.#foresight = new Foresight(
      session,
      (dates) => this.#show(dates),
      () => timeline.foresee(this.#foresight),
    );
  }

  /** A press on a part of a bar. */
  press(event: PointerEvent, id: number, part: Part, onClick: () => void): void {
    const first = this.#first(id, part, event);
    const abort = new AbortController();
    const { signal } = abort;
    let last = event;
    let dragging = false;
    const scroll = setInterval(() => {
      if (dragging && this.#scroll(event, last)) this.#update(first, event, last);
    }, 40);
    const stop = (): void => {
      abort.abort();
      clearInterval(scroll);
    };
    window.addEventListener(
      "pointermove",
      (move) => {
        if (move.pointerId !== event.pointerId) return;
        last = move;
        if (!dragging) {
          const far = Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY);
          if (far < SLACK || !first) return;
          dragging = true;
        }
        this.#update(first, event, move);
      },
      { signal },
    );
    window.addEventListener(
      "pointerup",
      (up) => {
        if (up.pointerId !== event.pointerId) return;
        stop();
        if (dragging) this.#drop();
        else onClick();
      },
      { signal },
    );
    window.addEventListener(
      "pointercancel",
      () => {
        stop();
        this.cancel();
      },
      { signal },
    );
    window.addEventListener(
      "keydown",
      (key) => {
        if (key.key !== "Escape" || !dragging) return;
        key.preventDefault();
        key.stopPropagation();
        stop();
        this.cancel();
      },
      { signal, capture: true },
    );
  }

  /** Give up: everything is as it was. */
  cancel(): void {
    this.#pressedX = null;
    this.#foresight.clear();
    this.#timeline.foresee(this.#foresight);
    this.#timeline.setDrag(null);
  }

  /** Move what is held of a row by one step of the zoom, by keys. Answers what it does, in words. */
  nudge(id: number, by: number, part: Part, t: TFunction<"gantt">): string | null {
    const first = grasp(this.#controller, id, part);
    if (!first) return null;
    const { perMinute } = this.#timeline.scale;
    const delta = by * gridOf(perMinute);
    // A step into a weekend that snaps back goes on to its other side.
    for (let more = 1; more < 10; more++) {
      const drag = follow(this.#controller, first, delta * more, perMinute);
      const steps = this.#steps(drag);
      if (!steps.length) continue;
      void perform(this.#controller, steps);
      return wishOf(drag, null, this.#controller.reading, t);
    }
    // Of a branch in which nothing can move, that is said.
    return first.kind === "move" && first.summary
      ? wishOf(first, null, this.#controller.reading, t)
      : null;
  }

  /** Link two tasks, finish to start, by keys. */
  link(from: number, to: number): void {
    if (from !== to) void perform(this.#controller, [linkStep(from, to)]);
  }

  #first(id: number, part: Part, event: PointerEvent): Drag | null {
    const before = this.#before(id);
    if (!before) return null;
    if (part === "progress") {
      if (!this.#controller.mayProgress) return null;
      return { kind: "progress", id, before, percent: before.percent_complete };
    }
    if (part === "link-start" || part === "link-finish") {
      if (!this.#controller.mayEdit) return null;
      const end = part === "link-start" ? "start" : "finish";
      return { kind: "link", id, before, end, ...this.#at(event), target: null };
    }
    return grasp(this.#controller, id, part);
  }

  #steps(drag: Drag): Step[] {
    const { store } = this.#controller;
    return stepsOf(drag, (id) => store.task(id)?.mode === "manual");
  }

  #update(first: Drag | null, from: PointerEvent, to: PointerEvent): void {
    if (!first) return;
    const drag = this.#dragged(first, from, to);
    this.#timeline.setDrag(drag);
    void this.#foresight.ask(this.#steps(drag));
  }

  #dragged(first: Drag, from: PointerEvent, to: PointerEvent): Drag {
    const { scale } = this.#timeline;
    const startX = this.#pressedX ?? this.#timeline.xAt(from.clientX);
    this.#pressedX = startX;
    const delta = (this.#timeline.xAt(to.clientX) - startX) / scale.perMinute;
    switch (first.kind) {
      case "progress": {
        const { start, finish } = first.before;
        const width = (finish - start) * scale.perMinute;
        return progressAt(first, (this.#timeline.xAt(to.clientX) - toX(scale, start)) / width);
      }
      case "link":
        return { ...first, ...this.#at(to), target: this.#target(to, first.id) };
      default:
        return follow(this.#controller, first, delta, scale.perMinute);
    }
  }

  /** The bar under the pointer and its nearer end. */
  #target(event: PointerEvent, from: number): { id: number; end: "start" | "finish" } | null {
    const under = document.elementFromPoint(event.clientX, event.clientY);
    const bar = under?.closest<HTMLElement>("[data-task-id]");
    const row = under?.closest<HTMLElement>(".hwt-row")?.dataset.row;
    const id = row === undefined ? null : taskOf(rowFrom(row));
    if (id === null) return null;
    const { store } = this.#controller;
    const task = store.task(id);
    const result = store.schedule(id);
    if (!task || !result || id === from) return null;
    const { scale } = this.#timeline;
    const summary = store.outlineLine(id)?.hasChildren ?? false;
    const x = toX(scale, result.start);
    const width = toX(scale, result.finish) - x;
    const at = this.#timeline.xAt(event.clientX);
    // Beside a bar counts too, if it is near: short bars are hard to hit.
    if (!bar && (at < x - 16 || at > x + width + 16)) return null;
    return { id, end: endAt({ kind: kindOf(task, result, summary), x, width }, at) };
  }

  #at(event: PointerEvent): { x: number; y: number } {
    const { viewport } = this.#controller;
    const top = (viewport.scroller?.getBoundingClientRect().top ?? 0) + viewport.headerHeight;
    return { x: this.#timeline.xAt(event.clientX), y: event.clientY - top + viewport.scrollTop };
  }

  #drop(): void {
    const { drag } = this.#timeline;
    const steps = drag ? this.#steps(drag) : [];
    if (steps.length) void perform(this.#controller, steps, this.#foresight.datesOf(steps));
    this.cancel();
  }

  /** Show what somebody proposes, while nothing is dragged. */
  propose(dates: ReadonlyMap<number, ScheduleRow> | null): void {
    this.#proposed = dates;
    if (!this.#timeline.drag) this.#show(null);
  }

  /** The view goes away, and what it showed with it. */
  end(): void {
    this.#proposed = null;
    this.cancel();
  }

  /** Dates of a preview, in bars, grid and header alike; where there are none, what is proposed. */
  #show(preview: ReadonlyMap<number, ScheduleRow> | null): void {
    const dates = preview ?? this.#proposed;
    this.#timeline.setOverlay(dates);
    this.#controller.setPreview(dates);
    showPreview(dates);
  }

  /** Scroll on where the pointer went to an edge; a bar that is held beside one stays where it is. */
  #scroll(from: PointerEvent, to: PointerEvent): boolean {
    const { pane } = this.#timeline;
    const went = to.clientX - from.clientX;
    const rows = this.#controller.viewport.scroller?.getBoundingClientRect();
    const up = to.clientY < from.clientY;
    const high = rows !== undefined && to.clientY < (rows.top + rows.bottom) / 2;
    const across = Math.abs(to.clientY - from.clientY) > this.#controller.viewport.rowHeight / 2;
    let scrolled = across && up === high && scrollAtEdge(this.#controller, to.clientY);
    const box = pane?.getBoundingClientRect();
    if (pane && box) {
      const left = went < 0 && to.clientX < box.left + EDGE;
      const right = went > 0 && to.clientX > box.right - EDGE;
      if (left || right) {
        pane.scrollLeft += left ? -16 : 16;
        scrolled = true;
      }
    }
    return scrolled;
  }

  #before(id: number): ScheduleRow | undefined {
    return this.#controller.store.schedule(id);
  }
}
