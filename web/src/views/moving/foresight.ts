/**
 * What a drop here and now would do: what its commands write, and the dates that follow. The server
 * carries the very commands out without keeping them; the words at the pointer and what shows once it
 * is dropped are both from its answer. Until it is there, it is what the drop would show at once.
 */

import { type Step, written } from "~/commands";
import { NotPossible } from "~/commands/draft";
import type { Inputs } from "~/protocol/envelope";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectSession } from "~/store/types";

export type Dates = ReadonlyMap<number, ScheduleRow>;

export interface Foreseen {
  readonly inputs: Inputs;
  /** The dates that would change; null until the server has said. */
  readonly schedule: Dates | null;
}

export class Foresight {
  readonly #session: ProjectSession;
  readonly #show: (dates: Dates | null) => void;
  readonly #changed: () => void;
  #asked: string | null = null;
  /** Counts the drags, so that an answer to an earlier one shows nothing in this one. */
  #turn = 0;
  /** Of exactly what is held now; null where a drop would change nothing. */
  foreseen: Foreseen | null = null;
  /** Why what is held now cannot be. */
  refusal: string | null = null;

  /** `show` is given dates for the bars, be they a little late; `changed` is called for the words. */
  constructor(
    session: ProjectSession,
    show: (dates: Dates | null) => void,
    changed: () => void = () => undefined,
  ) {
    this.#session = session;
    this.#show = show;
    this.#changed = changed;
  }

  /** A drop would send these steps now. */
  async ask(steps: readonly Step[]): Promise<void> {
    const key = steps.length ? keyOf(steps) : null;
    if (key === this.#asked) return;
    this.#asked = key;
    this.#here(steps);
    this.#changed();
    if (key === null) {
      this.#show(null);
      return;
    }
    const turn = this.#turn;
    const asked = steps.map(({ type, payload }) => ({ type, payload }));
    const answer = await this.#session.preview(asked);
    if (turn !== this.#turn) return;
    const current = this.#asked === key;
    if (!answer || answer.problem) {
      // None came for what is held now: older dates on the bars would not be true of it.
      if (!current) return;
      if (answer?.problem) this.refusal = answer.problem.detail || answer.problem.title;
      this.#show(null);
    } else {
      if (current) this.foreseen = answer;
      // An answer a little late is still better than none on the bars: the next one replaces it.
      // The words wait for their own.
      if (this.#asked !== null) this.#show(answer.schedule);
    }
    this.#changed();
  }

  /** The dates that the server foresaw for these steps, to show as soon as they are sent. */
  datesOf(steps: readonly Step[]): readonly ScheduleRow[] | undefined {
    const sure = steps.length > 0 && keyOf(steps) === this.#asked && this.foreseen?.schedule;
    return sure ? [...sure.values()] : undefined;
  }

  /** Nothing is held any more. */
  clear(): void {
    this.#turn += 1;
    this.#asked = null;
    this.foreseen = null;
    this.refusal = null;
    this.#show(null);
  }

  #here(steps: readonly Step[]): void {
    this.refusal = null;
    this.foreseen = null;
    if (!steps.length) return;
    try {
      this.foreseen = { inputs: written(this.#session.store, steps), schedule: null };
    } catch (error) {
      if (!(error instanceof NotPossible)) throw error;
      this.refusal = error.message;
    }
  }
}

/** What steps are, to tell them apart. */
export function keyOf(steps: readonly Step[]): string {
  return JSON.stringify(steps.map(({ type, payload }) => [type, payload]));
}
