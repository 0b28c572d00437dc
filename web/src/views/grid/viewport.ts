/**
 * Which rows are on screen, and the layers that show them.
 *
 * The scroller's content is empty: what one sees stands on a stage that stays in place, and moves
 * by transform within the handler of the scroll event. So rows are drawn in the very frame that
 * needs them, and no frame shows a gap, however far one jumps.
 */

import { flushSync } from "react-dom";
import { Model } from "./model";

/** Rows drawn beyond the visible ones, each way, and the step in which the window moves. */
const OVERSCAN = 5;
const STEP = 1;

/** Milliseconds without a scroll event after which the rows are put in order in the document. */
const REST = 200;

/** Pixels that stay free below a row that is brought into sight. */
const EDGE = 16;

export class Viewport extends Model {
  rowHeight = 30;
  headerHeight = 44;
  /** The visible height of rows. */
  height = 0;
  width = 0;
  scrollTop = 0;
  /** Rows that are drawn: from `first` to before `last`. */
  first = 0;
  last = 0;
  /** Elements of rows there are: a row that leaves the window lends its element to one that enters. */
  slots = 1;
  /** The slot whose row comes first in the document. */
  #leading = 0;
  #resting: ReturnType<typeof setTimeout> | undefined;
  #count = 0;
  #scroller: HTMLElement | null = null;
  readonly #layers = new Set<HTMLElement>();

  get scroller(): HTMLElement | null {
    return this.#scroller;
  }

  get count(): number {
    return this.#count;
  }

  attach(scroller: HTMLElement | null): void {
    this.#scroller = scroller;
    if (!scroller) clearTimeout(this.#resting);
  }

  /** Whether the rows are being scrolled, or were a moment ago. */
  get moving(): boolean {
    return this.#resting !== undefined;
  }

  /** The element of a row's place. */
  slot(place: number): number {
    return place % this.slots;
  }

  /**
   * The drawn places below `count` in the order of the document. At rest that is from top to bottom; while
   * it scrolls every element stays where it is, since moving one costs as much as making it anew.
   */
  inOrder(count: number): number[] {
    const last = Math.min(this.last, count);
    const places: number[] = [];
    for (let place = this.first; place < last; place++) places.push(place);
    const rank = (place: number) => (place - this.#leading + this.slots) % this.slots;
    return this.moving ? places.sort((a, b) => rank(a) - rank(b)) : places;
  }

  /** A layer of rows: moved with the scroll position from now on. */
  layer = (element: HTMLElement | null): (() => void) | undefined => {
    if (!element) return undefined;
    this.#layers.add(element);
    this.#place(element);
    return () => this.#layers.delete(element);
  };

  /** The number of rows or the stage's size changed. */
  resize(count: number, width: number, height: number, rowHeight: number): void {
    if (
      count === this.#count &&
      width === this.width &&
      height === this.height &&
      rowHeight === this.rowHeight
    ) {
      return;
    }
    this.#count = count;
    this.width = width;
    this.height = height;
    this.rowHeight = rowHeight;
    this.#follow();
    // Fewer rows may have moved the scroll position without an event that tells of it.
    for (const layer of this.#layers) this.#place(layer);
    this.#window(true);
    this.changed();
  }

  /** To be called by the scroll event: draws the rows of the new place at once. */
  scrolled = (): void => {
    if (!this.#scroller || this.#scroller.scrollTop === this.scrollTop) return;
    this.#follow();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(this.#rest, REST);
    if (this.#window(false)) flushSync(() => this.changed());
    for (const layer of this.#layers) this.#place(layer);
  };

  #rest = (): void => {
    this.#resting = undefined;
    const leading = this.slot(this.first);
    if (leading === this.#leading) return;
    this.#leading = leading;
    this.changed();
  };

  /** Bring a row into sight, with a little of what is around. */
  reveal(place: number, centre = false, below = EDGE): void {
    const scroller = this.#scroller;
    if (!scroller || this.height <= 0) return;
    const top = place * this.rowHeight;
    let to = this.scrollTop;
    if (centre) to = top - this.height / 2 + this.rowHeight;
    else if (top < this.scrollTop) to = top;
    else if (top + this.rowHeight > this.scrollTop + this.height - below) {
      to = top + this.rowHeight - this.height + below;
    }
    to = Math.max(0, to);
    if (to === this.scrollTop) return;
    scroller.scrollTop = to;
    this.scrolled();
  }

  /** The place of the row under a height on the page; may lie outside the rows. */
  placeAt(clientY: number): number {
    const top = this.#scroller?.getBoundingClientRect().top ?? 0;
    return Math.floor((clientY - top - this.headerHeight + this.scrollTop) / this.rowHeight);
  }

  #follow(): void {
    this.scrollTop = this.#scroller?.scrollTop ?? 0;
  }

  #window(force: boolean): boolean {
    const top = Math.floor(this.scrollTop / this.rowHeight);
    const bottom = Math.ceil((this.scrollTop + this.height) / this.rowHeight);
    const covered = this.first <= Math.max(0, top) && this.last >= Math.min(this.#count, bottom);
    if (covered && !force) return false;
    this.first = Math.max(0, Math.floor((top - OVERSCAN) / STEP) * STEP);
    this.last = Math.min(this.#count, Math.ceil((bottom + OVERSCAN) / STEP) * STEP);
    const most = Math.ceil(this.height / this.rowHeight) + 1 + 2 * (OVERSCAN + STEP);
    if (most <= this.slots && this.moving) return true;
    this.slots = Math.max(most, this.slots);
    this.#leading = this.slot(this.first);
    return true;
  }

  #place(layer: HTMLElement): void {
    layer.style.transform = `translate3d(0, ${-this.scrollTop}px, 0)`;
  }
}
