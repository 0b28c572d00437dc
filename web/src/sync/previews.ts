/** Previews: one asked at a time, and of those that wait only the newest. */

export class Previews<Question, Answer> {
  readonly #ask: (question: Question) => Promise<Answer | null>;
  #generation = 0;
  #asking = false;
  #waiting: { question: Question; resolve: (answer: Answer | null) => void } | null = null;

  constructor(ask: (question: Question) => Promise<Answer | null>) {
    this.#ask = ask;
  }

  ask(question: Question): Promise<Answer | null> {
    this.#waiting?.resolve(null);
    return new Promise((resolve) => {
      this.#waiting = { question, resolve };
      if (!this.#asking) void this.#next();
    });
  }

  /** Make all that were asked answer null: what they showed is about to happen, or will not. */
  cancel(): void {
    this.#generation += 1;
    this.#waiting?.resolve(null);
    this.#waiting = null;
  }

  async #next(): Promise<void> {
    while (this.#waiting) {
      const { question, resolve } = this.#waiting;
      const generation = this.#generation;
      this.#waiting = null;
      this.#asking = true;
      const answer = await this.#ask(question).catch(() => null);
      this.#asking = false;
      resolve(generation === this.#generation ? answer : null);
    }
  }
}
