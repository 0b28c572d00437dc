/** Waiting longer after each failure, at random so that clients do not come back all at once. */

/** Milliseconds to wait after the n-th failure in a row (from 1), somewhere in the upper half. */
export function backoff(failures: number, most = 30_000): number {
  const longest = Math.min(most, 500 * 2 ** (failures - 1));
  return longest / 2 + (Math.random() * longest) / 2;
}

/** A pause that can be cut short. */
export class Pause {
  #wake: (() => void) | null = null;

  /** Wait some milliseconds (null: for ever), or until `end` is called. */
  wait(milliseconds: number | null): Promise<void> {
    return new Promise((resolve) => {
      const timer = milliseconds === null ? 0 : setTimeout(() => this.end(), milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  end(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }
}
