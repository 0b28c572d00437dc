/** From pointer and keys on bars to drags, their live preview, and the drop. */

import { linkStep, type Step } from "~/commands";
import { showPreview } from "~/here/preview";
import { durationBetween, shadingWork } from "~/model/calendars";
import { splitsOf } from "~/model/effort";
import type { ScheduleRow } from "~/protocol/tables.generated";
import { perform } from "~/views/grid/actions";
import type { PlanController } from "~/views/grid/controller";
import { scrollAtEdge } from "~/views/grid/pointer";
import { rowFrom, taskOf } from "~/views/grid/rows";
import { Foresight } from "~/views/moving/foresight";
import {
  type Drag,
  type DragWork,
  type MoveDrag,
  moveBy,
  progressAt,
  type ResizeDrag,
  resizeBy,
  stepsOf,
} from "~/views/moving/gestures";
import { type BarPart, endAt, gridOf, toX } from "./layout";
import { kindOf } from "./parts/TimeRow";
import type { Timeline } from "./timeline";

export type Part = BarPart | "link-start" | "link-finish";

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

  /** Move or stretch a task by one step of the zoom, by keys. */
  nudge(id: number, by: number, resize: boolean): string | null {
    const before = this.#before(id);
    if (!before || !this.#mayMove(id)) return null;
    const { perMinute } = this.#timeline.scale;
    const delta = by * gridOf(perMinute);
    const work = this.#work(id);
    let drag: Drag = resize
      ? resizeBy(this.#resize(id, before, "finish"), delta, perMinute, work)
      : moveBy(
          { kind: "move", id, before, start: before.start, others: [] },
          delta,
          perMinute,
          work,
        );
    // A step into a weekend that snaps back goes on to its other side.
    for (let more = 2; more < 10 && !this.#steps(drag).length; more++) {
      drag =
        drag.kind === "resize"
          ? resizeBy(drag, delta * more, perMinute, work)
          : moveBy(drag as never, delta * more, perMinute, work);
    }
    const steps = this.#steps(drag);
    if (!steps.length) return null;
    void perform(this.#controller, steps);
    return drag.kind === "move"
      ? this.#controller.reading.date(drag.start)
      : this.#controller.reading.date((drag as { finish: number }).finish, true);
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
    if (!this.#controller.mayEdit) return null;
    if (part === "link-start" || part === "link-finish") {
      const end = part === "link-start" ? "start" : "finish";
      return { kind: "link", id, before, end, ...this.#at(event), target: null };
    }
    if (!this.#mayMove(id)) return null;
    if (part === "finish" || (part === "start" && this.mayLead(id))) {
      return this.#resize(id, before, part);
    }
    return { kind: "move", id, before, start: before.start, others: this.#others(id) };
  }

  /** Whether a task's left end can be dragged: what has begun or rests begins where it did. */
  mayLead(id: number): boolean {
    const task = this.#controller.store.task(id);
    return task !== undefined && task.actual_start === null && splitsOf(task).length === 0;
  }

  #resize(id: number, before: ScheduleRow, end: "start" | "finish"): ResizeDrag {
    const { start, finish, duration } = before;
    return { kind: "resize", id, before, end, start, finish, duration };
  }

  /** The other selected tasks, where the held one is among several. */
  #others(id: number): MoveDrag[] {
    const selected = this.#controller.selectedTasks();
    if (!selected.includes(id)) return [];
    return selected.flatMap((other): MoveDrag[] => {
      const before = this.#before(other);
      if (other === id || !before || !this.#mayMove(other)) return [];
      return [{ kind: "move", id: other, before, start: before.start, others: [] }];
    });
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
      case "move":
        return moveBy(first, delta, scale.perMinute, this.#work(first.id), (id) => this.#work(id));
      case "resize":
        return resizeBy(first, delta, scale.perMinute, this.#work(first.id));
      case "progress": {
        const { start, finish } = first.before;
        const width = (finish - start) * scale.perMinute;
        return progressAt(first, (this.#timeline.xAt(to.clientX) - toX(scale, start)) / width);
      }
      case "link":
        return { ...first, ...this.#at(to), target: this.#target(to, first.id) };
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

  /** A summary takes its dates from what is below it. */
  #mayMove(id: number): boolean {
    return this.#controller.mayEdit && !this.#controller.store.outlineLine(id)?.hasChildren;
  }

  #work(id: number): DragWork {
    const { store } = this.#controller;
    const task = store.task(id);
    if (!task) throw new Error("The dragged task is gone.");
    return {
      work: shadingWork(store, task),
      duration: (start, finish) => durationBetween(store, task, start, finish),
    };
  }
}
