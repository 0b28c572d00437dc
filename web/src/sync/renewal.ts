/**
 * Takes a new snapshot into the same store, as often as it needs until there is one, each time
 * later; while nobody sees the page, not at all.
 */

import type { Snapshot } from "~/protocol/envelope";
import type { Problem } from "~/store/types";
import { backoff, Pause } from "./backoff";
import { isHidden, onShown } from "./hidden";
import { problemOf } from "./problems";

/** Milliseconds between two tries, at least. */
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
  readonly #pause = new Pause();

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
    this.#pause.end();
  }

  async #take(): Promise<void> {
    this.#hooks.before();
    // Were a snapshot not to help, the server must not be asked for one after the other.
    const soon = this.#last + AGAIN - Date.now();
    if (soon > 0) await this.#pause.wait(soon);
    for (let failures = 1; ; failures++) {
      await this.#shown();
      if (this.#stopped) return;
      this.#last = Date.now();
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
        await this.#pause.wait(Math.max(AGAIN, backoff(failures)));
      }
    }
  }

  async #shown(): Promise<void> {
    if (this.#stopped || !isHidden()) return;
    const end = onShown(() => this.#pause.end());
    await this.#pause.wait(null);
    end();
  }
}
