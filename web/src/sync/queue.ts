/** Commands on their way: sent one after the other in the order they were made, until answered. */

import { Refusal } from "~/protocol/http";
import { backoff, Pause } from "./backoff";
import { OTHER_ACCOUNT } from "./problems";

export interface Job<Answer> {
  readonly id: string;
  /** Sends it; asked again with the same id until there is an answer. */
  readonly send: () => Promise<Answer>;
}

/** Statuses that say “not now”: the same command is sent again. 0 is no connection. */
export const AGAIN = new Set([0, 401, 408, 429, 502, 503, 504]);

export interface QueueHooks {
  /** After each try: whether the server could be reached. */
  readonly onReach: (reached: boolean) => void;
  /** The person is signed out, or another is signed in: nothing is lost, it is sent after signing in. */
  readonly onSignedOut: (refusal: Refusal) => void;
}

interface Waiting<Answer> {
  readonly job: Job<Answer>;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

export class Queue<Answer> {
  readonly #hooks: QueueHooks;
  #waiting: Waiting<Answer>[] = [];
  #sending: Waiting<Answer> | null = null;
  #running = false;
  #abandoned = false;
  readonly #pause = new Pause();

  constructor(hooks: QueueHooks) {
    this.#hooks = hooks;
  }

  /** How many have no answer yet. */
  get size(): number {
    return this.#waiting.length + (this.#sending ? 1 : 0);
  }

  /** Send a job in its turn. Rejects with a Refusal, or with Cancelled. */
  push(job: Job<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job, resolve, reject });
      if (!this.#running) void this.#run();
    });
  }

  /** Take a job back that was not sent yet, which then rejects; false if it is too late. */
  cancel(id: string, why: Error = new Cancelled()): boolean {
    const found = this.#waiting.find((one) => one.job.id === id);
    if (!found) return false;
    this.#waiting = this.#waiting.filter((one) => one !== found);
    found.reject(why);
    return true;
  }

  /** Leave what waits to whoever has it next; what is being sent is sent no second time from here. */
  abandon(): void {
    this.#abandoned = true;
    this.#waiting = [];
    this.#pause.end();
  }

  /** The connection may be back: try at once. */
  wake(): void {
    this.#pause.end();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      this.#sending = next;
      try {
        const answer = await this.#send(next.job);
        this.#sending = null;
        next.resolve(answer);
      } catch (error) {
        this.#sending = null;
        next.reject(error);
      }
      // Lets whoever waited for this answer act on it before the next is sent.
      await Promise.resolve();
    }
    this.#running = false;
  }

  async #send(job: Job<Answer>): Promise<Answer> {
    let told = "";
    for (let failures = 1; ; failures++) {
      try {
        const answer = await job.send();
        this.#hooks.onReach(true);
        return answer;
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { status, type } = error.problem;
        const other = type === OTHER_ACCOUNT;
        if (!other && !AGAIN.has(status)) throw error;
        if (status === 0) this.#hooks.onReach(false);
        if ((status === 401 || other) && told !== type) this.#hooks.onSignedOut(error);
        told = type;
        // As somebody else it is tried no more until the page is looked at or connected again.
        if (!this.#abandoned) await this.#pause.wait(other ? null : backoff(failures));
        // Nobody waits for it here any more.
        if (this.#abandoned) return new Promise<Answer>(() => undefined);
      }
    }
  }
}

/** The job was taken back before it was sent. */
export class Cancelled extends Error {}
