/** The time line's own state: zoom, what is dragged and shown in preview, what is pointed at. */

import { firstWeekday } from "~/model/week";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import { locale } from "~/text/locale";
import { Model } from "~/views/grid/model";
import { isNumber, recall, remember } from "~/views/grid/remember";
import type { Foreseen, Foresight } from "~/views/moving/foresight";
import type { Drag } from "~/views/moving/gestures";
import {
  clampZoom,
  DAY,
  fitting,
  type Scale,
  scaleFor,
  scrollKeeping,
  stepped,
  toMinute,
  toX,
  widthOf,
} from "./layout";

/** How far beyond the visible part header and shades are drawn, in widths of it. */
const BEYOND = 0.75;

/** Pixels of horizontal scrolling after which it is told again where the left edge is. */
export const EDGE_STEP = 200;

/** Narrower than this is a phone: names stand above bars, so that all of the width is for time. */
const SMALL = 400;

/** A plan fits the screen at first, as long as its days can be told apart and are no deserts. */
const LEAST_AT_FIRST = 7 / DAY;
const MOST_AT_FIRST = 36 / DAY;

/** Milliseconds in which a change of width is still the first layout, not somebody's splitter. */
const FIRST_LOOK = 600;

export class Timeline extends Model {
  scale: Scale;
  /** The weekday that the reader's weeks begin on, Monday as 0. */
  readonly firstDay = firstWeekday(locale());
  /** Visible width of the time line. */
  width = 0;
  scrollLeft = 0;
  /** Pixels drawn by what follows the horizontal scroll: header, shades. */
  left = 0;
  right = 0;
  /** About where the left edge of what is visible lies. */
  edge = 0;
  drag: Drag | null = null;
  /** Dates of a preview, over the plan's own. */
  overlay: ReadonlyMap<number, ScheduleRow> | null = null;
  /** What a drop of what is dragged would do, and why it cannot be where it is refused. */
  foreseen: Foreseen | null = null;
  refusal: string | null = null;
  hovered: number | null = null;
  /** A link that was clicked. */
  link: number | null = null;
  /** A task whose link is being made by keyboard. */
  linkingFrom: number | null = null;
  readonly #store: ProjectStore;
  readonly #name: string;
  #pane: HTMLElement | null = null;
  #wanted: number | null = null;
  /** What is to be in sight as soon as the width is known. */
  #sight: { start: number; finish: number } | null = null;
  /** When it was placed first, by the page's clock. */
  #placed: number | null = null;

  constructor(store: ProjectStore) {
    super();
    this.#store = store;
    this.#name = `project.${store.projectId}.zoom`;
    const zoom = recall(this.#name, 0, isNumber);
    const { start, finish } = this.extent();
    this.scale = scaleFor(start, finish, clampZoom(zoom || 24 / DAY), 1000, this.firstDay);
  }

  get pane(): HTMLElement | null {
    return this.#pane;
  }

  attach(pane: HTMLElement | null): void {
    this.#pane = pane;
  }

  /** First start and last finish of all tasks; the project start for an empty plan. */
  extent(): { start: number; finish: number } {
    let start = Number.POSITIVE_INFINITY;
    let finish = Number.NEGATIVE_INFINITY;
    for (const row of this.#store.schedules().values()) {
      if (row.start < start) start = row.start;
      if (row.finish > finish) finish = row.finish;
    }
    if (start > finish) {
      start = this.#store.project.start;
      finish = start + 28 * DAY;
    }
    return { start, finish };
  }

  /** The pane has this width now. The first time it shows today or the plan, whichever is near. */
  resize(width: number, today: number): void {
    if (width === this.width || width <= 0) return;
    this.width = width;
    const now = performance.now();
    this.#placed ??= now;
    // The grid takes its width a moment after the first drawing: until then nothing is decided.
    if (now - this.#placed < FIRST_LOOK) {
      const { start, finish } = this.extent();
      if (width < SMALL) {
        // A phone begins with the whole plan.
        this.scale = scaleFor(start, finish, fitting(start, finish, width), width, this.firstDay);
        this.#wanted = scrollKeeping(this.scale, start, 12);
      } else {
        const remembered = recall(this.#name, 0, isNumber);
        const fit = Math.min(
          MOST_AT_FIRST,
          Math.max(LEAST_AT_FIRST, fitting(start, finish, width)),
        );
        const zoom = remembered || fit;
        this.scale = scaleFor(start, finish, clampZoom(zoom), width, this.firstDay);
        const under = today > start && today < finish;
        const whole = (finish - start) * this.scale.perMinute < width * 0.85;
        this.#wanted =
          under && !whole
            ? scrollKeeping(this.scale, today, Math.min(width * 0.3, 240))
            : scrollKeeping(this.scale, start, 40);
      }
    } else {
      this.#rescale(this.scale.perMinute, toMinute(this.scale, this.#at), 0);
    }
    if (this.#sight) this.#bring(this.#sight.start, this.#sight.finish);
    if (now - this.#placed >= FIRST_LOOK) this.#sight = null;
    this.#window(true);
    this.changed();
  }

  /** Bring all of a time into sight, drawn smaller where need be; the zoom chosen is kept. */
  showAll(start: number, finish: number): void {
    const settled = this.#placed !== null && performance.now() - this.#placed >= FIRST_LOOK;
    this.#sight = settled ? null : { start, finish };
    if (this.width === 0) return;
    this.#bring(start, finish);
    this.changed();
  }

  #bring(start: number, finish: number): void {
    const from = toX(this.scale, start) - this.#at;
    const to = toX(this.scale, finish) - this.#at;
    if (from >= 0 && to <= this.width) return;
    const whole = fitting(start, finish, this.width);
    this.#rescale(Math.min(this.scale.perMinute, whole), start, 24);
  }

  /** Where it stands, or will once what was wanted is drawn. */
  get #at(): number {
    return this.#wanted ?? this.scrollLeft;
  }

  /** The plan may have grown beyond the drawn time. */
  follow(): void {
    const { start, finish } = this.extent();
    if (start >= this.scale.origin + DAY && finish <= this.scale.end - DAY) return;
    this.#rescale(this.scale.perMinute, toMinute(this.scale, this.#at), 0);
    this.changed();
  }

  /** Draw at `perMinute`, keeping the time `minute` at `offset` pixels from the left. */
  zoomTo(perMinute: number, minute: number, offset: number): void {
    const clamped = clampZoom(perMinute);
    remember(this.#name, clamped);
    this.#rescale(clamped, minute, offset);
    this.changed();
  }

  zoomBy(factor: number, offset: number): void {
    const minute = toMinute(this.scale, this.scrollLeft + offset);
    this.zoomTo(this.scale.perMinute * factor, minute, offset);
  }

  zoomStep(closer: boolean): void {
    const middle = this.width / 2;
    const minute = toMinute(this.scale, this.scrollLeft + middle);
    this.zoomTo(stepped(this.scale.perMinute, closer), minute, middle);
  }

  /** Thousandths of a pixel a day, as a saved view keeps the zoom. */
  get zoom(): number {
    return Math.max(1, Math.round(this.scale.perMinute * DAY * 1000));
  }

  /** Draw as a saved view says, around the middle of what is in sight. */
  showZoom(zoom: number): void {
    const perMinute = clampZoom(zoom / 1000 / DAY);
    // Before the width is known: the first layout draws as it is remembered.
    if (this.width === 0) remember(this.#name, perMinute);
    else {
      const middle = this.width / 2;
      this.zoomTo(perMinute, toMinute(this.scale, this.#at + middle), middle);
    }
  }

  fit(): void {
    const { start, finish } = this.extent();
    this.zoomTo(fitting(start, finish, this.width), start, 24);
  }

  #rescale(perMinute: number, minute: number, offset: number): void {
    const { start, finish } = this.extent();
    this.scale = scaleFor(
      Math.min(start, minute),
      Math.max(finish, minute),
      perMinute,
      Math.max(this.width, 200),
      this.firstDay,
    );
    this.#wanted = scrollKeeping(this.scale, minute, offset);
    this.scrollLeft = this.#wanted;
    this.#window(true);
  }

  /** After drawing `drawn`: bring the scroll position to where the last change wanted it. */
  settle(drawn: Scale): void {
    if (this.#wanted === null || !this.#pane || drawn !== this.scale) return;
    this.#pane.scrollLeft = this.#wanted;
    this.#wanted = null;
    this.scrollLeft = this.#pane.scrollLeft;
    if (this.#window(false)) this.changed();
  }

  /** To be called by the scroll event; true if more has to be drawn. */
  scrolled(): boolean {
    if (!this.#pane) return false;
    this.scrollLeft = this.#pane.scrollLeft;
    return this.#window(false);
  }

  redraw(): void {
    this.changed();
  }

  /** Show a moment, where it is not in sight already. */
  show(minute: number, always = false): void {
    const x = toX(this.scale, minute);
    const inside = x >= this.scrollLeft + 40 && x <= this.scrollLeft + this.width - 120;
    if (inside && !always) return;
    if (x < 0 || x > widthOf(this.scale)) {
      this.#rescale(this.scale.perMinute, minute, this.width * 0.3);
      this.changed();
      return;
    }
    const to = Math.max(0, x - this.width * 0.3);
    if (this.#pane) this.#pane.scrollLeft = to;
    else this.#wanted = to;
  }

  /** The moment under a place on the page. */
  minuteAt(clientX: number): number {
    return toMinute(this.scale, this.xAt(clientX));
  }

  xAt(clientX: number): number {
    const left = this.#pane?.getBoundingClientRect().left ?? 0;
    return clientX - left + this.scrollLeft;
  }

  setDrag(drag: Drag | null): void {
    this.drag = drag;
    this.changed();
  }

  setOverlay(overlay: ReadonlyMap<number, ScheduleRow> | null): void {
    this.overlay = overlay;
    this.changed();
  }

  foresee({ foreseen, refusal }: Pick<Foresight, "foreseen" | "refusal">): void {
    if (foreseen === this.foreseen && refusal === this.refusal) return;
    this.foreseen = foreseen;
    this.refusal = refusal;
    this.changed();
  }

  hover(id: number | null): void {
    if (id === this.hovered) return;
    this.hovered = id;
    this.changed();
  }

  chooseLink(id: number | null): void {
    if (id === this.link) return;
    this.link = id;
    this.changed();
  }

  setLinkingFrom(id: number | null): void {
    this.linkingFrom = id;
    this.changed();
  }

  #window(force: boolean): boolean {
    const from = this.scrollLeft;
    const to = from + this.width;
    const edge = Math.round(from / EDGE_STEP) * EDGE_STEP;
    const moved = edge !== this.edge;
    this.edge = edge;
    if (!force && from >= this.left && to <= this.right) return moved;
    this.left = Math.max(0, from - this.width * BEYOND);
    this.right = to + this.width * BEYOND;
    return true;
  }
}
