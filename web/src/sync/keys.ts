/** Keys for new rows, from blocks that the server leases: the next one before the last runs out. */

import { say } from "~/text/say";

export interface Block {
  readonly next: number;
  readonly until: number;
}

/** Thrown where a key is wanted and none is left, as after many additions without a connection. */
export class NoKeysLeft extends Error {
  constructor() {
    super(say("noKeys"));
  }
}

export class Keys {
  readonly #lease: () => Promise<Block>;
  #blocks: { next: number; until: number }[];
  /** At this many keys or fewer another block is leased. */
  readonly #low: number;
  #leasing = false;

  constructor(first: Block, lease: () => Promise<Block>) {
    this.#lease = lease;
    this.#blocks = [{ ...first }];
    this.#low = Math.floor((first.until - first.next) / 4);
  }

  get left(): number {
    return this.#blocks.reduce((sum, block) => sum + (block.until - block.next), 0);
  }

  take(): number {
    const block = this.#blocks.find((one) => one.next < one.until);
    if (!block) {
      this.refill();
      throw new NoKeysLeft();
    }
    const key = block.next;
    block.next += 1;
    if (block.next === block.until) this.#blocks = this.#blocks.filter((one) => one !== block);
    this.refill();
    return key;
  }

  /** Lease another block in the background if few keys are left. */
  refill(): void {
    if (this.#leasing || this.left > this.#low) return;
    this.#leasing = true;
    this.#lease()
      .then((block) => this.#blocks.push({ ...block }))
      // Asked again with the next key, or when the connection is back.
      .catch(() => undefined)
      .finally(() => {
        this.#leasing = false;
      });
  }
}
