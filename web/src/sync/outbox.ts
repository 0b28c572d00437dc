/**
 * Sends what is kept of projects that no page has open: made in My work, or in a page that was
 * closed before the network came back. One change after the other, in the order they were made.
 */

import type { KeptChanges } from "~/here/kept";
import { uuid } from "~/protocol/uuid";
import { backoff } from "./backoff";
import { chosen, type Take } from "./choices";
import { answered, inHand } from "./hand";
import type { Journal, Kept } from "./journal";
import { OTHER_ACCOUNT, problemOf } from "./problems";
import { AGAIN } from "./queue";
import { isTakenBack, restingOn } from "./resting";
import type { Tab } from "./tab";
import type { Answer, Transport } from "./transport";

export interface OutboxHooks {
  readonly transport: Pick<Transport, "command" | "undo">;
  readonly journal: Journal;
  readonly tab: Tab;
  readonly changed: (next: Partial<KeptChanges>) => void;
  /** A change was taken. */
  readonly sent: (kept: Kept, answer: Answer | null) => void;
}

export class Outbox {
  readonly #user: number;
  readonly #hooks: OutboxHooks;
  #running = false;
  #again = false;
  #failures = 0;
  #stopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(user: number, hooks: OutboxHooks) {
    this.#user = user;
    this.#hooks = hooks;
  }

  /** Look what is kept, and send what can be sent. */
  async kick(): Promise<void> {
    this.#again = true;
    if (this.#running || this.#stopped) return;
    this.#running = true;
    clearTimeout(this.#timer);
    try {
      while (this.#again && !this.#stopped) {
        this.#again = false;
        await this.#run();
      }
    } finally {
      this.#running = false;
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  keep(kept: Kept): void {
    this.#hooks.journal.add({ ...kept, tab: this.#hooks.tab.id });
    void this.kick();
  }

  /** Settle a clash as somebody chose. */
  choose(kept: Kept, takes: readonly Take[]): void {
    if (!kept.clash) return;
    const next = chosen(kept, kept.clash, takes, uuid());
    if (next) this.keep({ ...next, order: Date.now() });
    this.drop([kept.id]);
  }

  drop(ids: readonly string[]): void {
    for (const id of ids) this.#hooks.journal.remove(id);
    void this.kick();
  }

  /** Take back what was kept here: on the server where it is sent. `shown` is how it was before. */
  takeBack(kept: Kept, shown: Kept["shown"]): void {
    const changesetId = answered.get(kept.id) ?? null;
    if (!answered.has(kept.id) && !inHand.has(kept.id)) {
      this.drop([kept.id]);
      return;
    }
    const id = uuid();
    const { stream } = kept.command;
    this.keep({
      ...kept,
      id,
      order: Math.max(kept.order + 1, Date.now()),
      command: { id, type: "undo", schema: 1, base: {}, stream, payload: {} },
      optimistic: {},
      undoes: { commandId: kept.id, changesetId },
      shown,
    });
  }

  async #run(): Promise<void> {
    const passed = new Set<string>();
    for (;;) {
      const all = await this.#hooks.journal.everything(this.#user);
      this.#hooks.changed({ all });
      const next = await this.#next(all, passed);
      if (!next || this.#stopped) return;
      if (!(await this.#send(next))) return;
    }
  }

  /** The oldest that is this page's to send. */
  async #next(all: readonly Kept[], passed: Set<string>): Promise<Kept | null> {
    const { tab, journal } = this.#hooks;
    // An open project sends its own, in its order.
    const busy = new Set(all.filter((one) => inHand.has(one.id)).map((one) => one.scope));
    for (const kept of all) {
      if (kept.refused || kept.clash || busy.has(kept.scope) || passed.has(kept.id)) continue;
      if (kept.tab === tab.id) return kept;
      const free = !(await tab.isOpen(kept.tab)) && (await journal.adopt(kept, tab.id));
      if (free) return kept;
      // What another tab has goes first of its project.
      busy.add(kept.scope);
      passed.add(kept.id);
    }
    return null;
  }

  /** Send one; whether the next may follow now. */
  async #send(kept: Kept): Promise<boolean> {
    const { journal, sent, changed } = this.#hooks;
    inHand.add(kept.id);
    try {
      const answer = await this.#post(kept);
      this.#failures = 0;
      changed({ away: false });
      if (kept.shown) answered.set(kept.id, answer?.id ?? null);
      journal.settle(kept.id, answer?.id ?? null);
      sent(kept, answer);
      return true;
    } catch (error) {
      const problem = problemOf(error);
      // It is tried again when one looks at the page again.
      if (problem.type === OTHER_ACCOUNT) return false;
      if (AGAIN.has(problem.status)) {
        this.#failures += 1;
        if (problem.status === 0) changed({ away: true });
        this.#timer = setTimeout(() => void this.kick(), backoff(this.#failures));
        return false;
      }
      changed({ away: false });
      const all = await journal.all(kept.scope);
      const later = all.filter((one) => one.order > kept.order);
      const takenBack = isTakenBack(kept.id, later);
      if (problem.type === "conflict" && takenBack) {
        // Nobody wants it any more: its undo will find nothing to take back.
        journal.remove(kept.id);
        return true;
      }
      if (problem.type === "conflict" && !kept.undoes) {
        journal.change(kept.id, { clash: problem });
        return true;
      }
      if (takenBack) journal.remove(kept.id);
      else journal.change(kept.id, { refused: { problem, because: null } });
      for (const one of restingOn(kept, later)) {
        if (one.undoes) journal.remove(one.id);
        else journal.change(one.id, { refused: { problem, because: kept.id } });
      }
      return true;
    } finally {
      inHand.delete(kept.id);
    }
  }

  async #post({ id, command, undoes }: Kept): Promise<Answer | null> {
    const { transport } = this.#hooks;
    if (!undoes) return transport.command(command, this.#user);
    return undoes.changesetId === null ? null : transport.undo(undoes.changesetId, id, this.#user);
  }
}
