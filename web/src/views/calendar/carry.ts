/** A task that is moved or stretched by days, by pointer or keys: preview, verdict, drop. */

import { run, type Step } from "~/commands";
import { showPreview } from "~/here/preview";
import { durationBetween, shadingWork } from "~/model/calendars";
import { splitsOf } from "~/model/effort";
import { DAY } from "~/model/moments";
import type { ProjectSession } from "~/store/types";
import { Model } from "~/views/grid/model";
import { type Foreseen, Foresight, keyOf } from "~/views/moving/foresight";
import {
  type DragWork,
  type MoveDrag,
  moveBy,
  type ResizeDrag,
  resizeBy,
  stepsOf,
} from "~/views/moving/gestures";
import type { Dates } from "./entries";

export type Hold = "move" | "start" | "finish";
export type Carried = MoveDrag | ResizeDrag;

/** A zoom at which dates snap to whole days. */
const PER_MINUTE = 100 / DAY;

export class Carry extends Model {
  readonly #session: ProjectSession;
  readonly #foresight: Foresight;
  #first: Carried | null = null;
  /** What is carried, null where nothing is. */
  drag: Carried | null = null;
  /** By how many days. */
  days = 0;
  /** Dates as they would be, null until the first answer. */
  dates: Dates | null = null;

  constructor(session: ProjectSession) {
    super();
    this.#session = session;
    this.#foresight = new Foresight(
      session,
      (dates) => this.#show(dates),
      () => this.changed(),
    );
  }

  /** What letting it down would do. */
  get foreseen(): Foreseen | null {
    return this.#foresight.foreseen;
  }

  /** Why it cannot be let down here. */
  get refusal(): string | null {
    return this.#foresight.refusal;
  }

  /** Whether a task can be carried: a summary takes its dates from what is below it, and when
   * something was done is not changed in passing. */
  may(id: number): boolean {
    const { store } = this.#session;
    if (!store.may("plan.edit") || store.outlineLine(id)?.hasChildren) return false;
    return store.task(id)?.actual_finish === null && store.schedule(id) !== undefined;
  }

  /** Whether its first day can be pulled: what has begun or rests begins where it did. */
  mayLead(id: number): boolean {
    const task = this.#session.store.task(id);
    return task !== undefined && task.actual_start === null && splitsOf(task).length === 0;
  }

  /** Take a task up. */
  begin(id: number, hold: Hold): void {
    const before = this.#session.store.schedule(id);
    if (!before || !this.may(id)) return;
    this.cancel();
    const { start, finish, duration } = before;
    const end = hold === "start" && this.mayLead(id) ? "start" : "finish";
    const first: Carried =
      hold === "move"
        ? { kind: "move", id, before, start, others: [] }
        : { kind: "resize", id, before, end, start, finish, duration };
    this.#first = first;
    this.drag = first;
    this.changed();
  }

  /** Carry it so many days from where it was. */
  to(days: number): void {
    const first = this.#first;
    if (!first || days === this.days) return;
    this.days = days;
    this.drag = this.#at(first, days);
    this.changed();
    void this.#foresight.ask(this.#steps(this.drag));
  }

  /** One step on by keys; a step into a weekend that snaps back goes on to its other side. */
  step(by: number): void {
    const first = this.#first;
    if (!first || !this.drag) return;
    const before = keyOf(this.#steps(this.drag));
    let days = this.days + by;
    for (let more = 0; more < 10; more++) {
      if (keyOf(this.#steps(this.#at(first, days))) !== before) break;
      days += Math.sign(by);
    }
    this.to(days);
  }

  /** Let it down where it is. */
  drop(): void {
    const { drag } = this;
    const steps = drag ? this.#steps(drag) : [];
    const results = this.#foresight.datesOf(steps);
    if (steps.length) void run(this.#session, steps, results ? { results } : {});
    this.cancel();
  }

  /** Give up: everything is as it was. */
  cancel(): void {
    if (!this.drag) return;
    this.#first = null;
    this.drag = null;
    this.days = 0;
    this.#foresight.clear();
    this.changed();
  }

  #at(first: Carried, days: number): Carried {
    const work = this.#work(first.id);
    const delta = days * DAY;
    return first.kind === "move"
      ? moveBy(first, delta, PER_MINUTE, work)
      : resizeBy(first, delta, PER_MINUTE, work);
  }

  #steps(drag: Carried): Step[] {
    return stepsOf(drag, (id) => this.#session.store.task(id)?.mode === "manual");
  }

  #show(dates: Dates | null): void {
    this.dates = dates;
    showPreview(dates);
    this.changed();
  }

  #work(id: number): DragWork {
    const { store } = this.#session;
    const task = store.task(id);
    if (!task) throw new Error("The carried task is gone.");
    return {
      work: shadingWork(store, task),
      duration: (start, finish) => durationBetween(store, task, start, finish),
    };
  }
}
