/** Listeners of one kind of event; what nobody heard is kept for the first who listens. */

const MOST_KEPT = 100;

export class Signal<Parts extends unknown[]> {
  readonly #listeners = new Set<(...parts: Parts) => void>();
  readonly #keeps: boolean;
  #kept: Parts[] = [];

  constructor(keeps = false) {
    this.#keeps = keeps;
  }

  on = (listener: (...parts: Parts) => void): (() => void) => {
    this.#listeners.add(listener);
    const kept = this.#kept;
    this.#kept = [];
    for (const parts of kept) listener(...parts);
    return () => this.#listeners.delete(listener);
  };

  emit(...parts: Parts): void {
    if (this.#listeners.size === 0) {
      if (this.#keeps && this.#kept.length < MOST_KEPT) this.#kept.push(parts);
      return;
    }
    for (const listener of [...this.#listeners]) listener(...parts);
  }
}
