/** A plain object that React can watch: it changes itself and says so. */

import { useSyncExternalStore } from "react";

export class Model {
  revision = 0;
  readonly #listeners = new Set<() => void>();

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tell all who watch that something changed. */
  protected changed(): void {
    this.revision += 1;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** A value of a model; the component renders again when it is another one. */
export function useModel<M extends Model, Value>(model: M, select: (model: M) => Value): Value {
  const read = () => select(model);
  return useSyncExternalStore(model.subscribe, read, read);
}
