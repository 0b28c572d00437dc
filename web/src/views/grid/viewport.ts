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
const OVERSCAN = 8;
const STEP = 4;

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
    if (this.#window(false)) flushSync(() => this.changed());
    for (const layer of this.#layers) this.#place(layer);
  };

  /** Bring a row into sight, with a little of what is around. */
  reveal(place: number, centre = false): void {
    const scroller = this.#scroller;
    if (!scroller || this.height <= 0) return;
    const top = place * this.rowHeight;
    let to = this.scrollTop;
    if (centre) to = top - this.height / 2 + this.rowHeight;
    else if (top < this.scrollTop) to = top;
    else if (top + this.rowHeight > this.scrollTop + this.height - 16) {
      to = top + this.rowHeight - this.height + 16;
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
    return true;
  }

  #place(layer: HTMLElement): void {
    layer.style.transform = `translate3d(0, ${-this.scrollTop}px, 0)`;
  }
}
