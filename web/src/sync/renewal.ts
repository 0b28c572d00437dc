/** Takes a new snapshot into the same store, as often as it needs until there is one. */

import type { Snapshot } from "~/protocol/envelope";
import type { Problem } from "~/store/types";
import { problemOf } from "./problems";

/** Milliseconds between two tries. */
const AGAIN = 3000;

export interface RenewalHooks {
  readonly snapshot: () => Promise<Snapshot>;
  readonly before: () => void;
  readonly renewed: (snapshot: Snapshot) => void;
  /** It is no longer to be had. */
  readonly lost: (problem: Problem) => void;
  readonly failed: (problem: Problem) => void;
  readonly after: () => void;
}

export class Renewal {
  readonly #hooks: RenewalHooks;
  #running: Promise<void> | null = null;
  #last = 0;
  #stopped = false;

  constructor(hooks: RenewalHooks) {
    this.#hooks = hooks;
  }

  /** Swap a new snapshot in; views keep their place. */
  run(): Promise<void> {
    this.#running ??= this.#take().finally(() => {
      this.#running = null;
      this.#hooks.after();
    });
    return this.#running;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #take(): Promise<void> {
    this.#hooks.before();
    // Were a snapshot not to help, the server must not be asked for one after the other.
    const soon = this.#last + AGAIN - Date.now();
    if (soon > 0) await pause(soon);
    this.#last = Date.now();
    while (!this.#stopped) {
      try {
        this.#hooks.renewed(await this.#hooks.snapshot());
        return;
      } catch (error) {
        const problem = problemOf(error);
        if (problem.status === 403 || problem.status === 404) {
          this.#hooks.lost(problem);
          return;
        }
        this.#hooks.failed(problem);
        await pause(AGAIN);
      }
    }
  }
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
