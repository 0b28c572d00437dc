/** An open project: its store, kept in step with the server, and all that one can do to it. */

import type { Change, Changeset, Person, Snapshot } from "~/protocol/envelope";
import type { ScheduleRow } from "~/protocol/tables.generated";
import { uuid } from "~/protocol/uuid";
import { rowsOf } from "~/store/columns";
import { createProjectStore, type LocalStore } from "~/store/index";
import type {
  Conflict,
  Connection,
  Outcome,
  Preview,
  Problem,
  ProjectSession,
  SendOptions,
} from "~/store/types";
import { aboutOf } from "./about";
import { Clashes } from "./clashes";
import { Connections } from "./connections";
import { answered, inHand } from "./hand";
import { type Done, History, inverse } from "./history";
import { Intake } from "./intake";
import { type Journal, type Kept, scopeOf } from "./journal";
import { type Found, Keeper } from "./keeper";
import { Keys } from "./keys";
import { OwnChanges } from "./own";
import { Previews } from "./previews";
import { full, MOST_WAITING, problemOf } from "./problems";
import { Cancelled, Queue } from "./queue";
import { Renewal } from "./renewal";
import { isTakenBack, restingOn } from "./resting";
import { Signal } from "./signal";
import type { Tab } from "./tab";
import type { Answer, CommandBody, Transport } from "./transport";

export interface Surroundings {
  readonly transport: Transport;
  readonly journal: Journal;
  readonly tab: Tab;
  readonly storage: Storage | null;
}

const NOTHING: Extract<Outcome, { ok: true }> = {
  ok: true,
  changeset: null,
  created: {},
  notes: [],
};
/** A refusal that comes this much later (milliseconds) is none that one still looks at. */
const LATE = 10_000;

/** A change was not sent, because another that it rests on was refused. */
class Rested extends Error {
  constructor(
    readonly problem: Problem,
    readonly because: string,
    readonly late: boolean,
  ) {
    super(problem.detail);
  }
}

export class LocalSession implements ProjectSession {
  readonly store: LocalStore;
  readonly #around: Surroundings;
  /** Whose changes these are, whoever is signed in later. */
  readonly #account: number;
  readonly #scope: string;
  readonly #keys: Keys;
  readonly #queue: Queue<Answer | null>;
  readonly #intake: Intake;
  readonly #history: History;
  readonly #connections: Connections;
  readonly #previews: Previews<readonly Change[], Preview>;
  readonly #changed = new Signal<[]>();
  readonly #changesets = new Signal<[Changeset, boolean]>();
  readonly #problems = new Signal<[Problem, Change | null]>(true);
  readonly #conflicts = new Signal<[Conflict]>(true);
  readonly #own = new OwnChanges();
  /** What has no answer yet, in order. */
  readonly #waiting = new Map<string, Kept>();
  readonly #clashes: Clashes;
  readonly #keeper: Keeper;
  readonly #renewal: Renewal;
  #order = 0;
  #asOf: number | null;
  #closed = false;

  constructor(snapshot: Snapshot, around: Surroundings, kept: Found | null = null) {
    this.#around = around;
    this.store = createProjectStore(snapshot);
    this.store.apply(kept?.changesets ?? []);
    this.#asOf = kept?.asOf ?? null;
    const { transport } = around;
    this.#account = snapshot.viewer.user_id;
    this.#scope = scopeOf(this.#account, snapshot.stream);
    this.#keeper = new Keeper({
      store: this.store,
      lease: () => transport.leaseIds(),
      live: () => this.connection() === "live",
    });
    this.#keys = new Keys(snapshot.ids, () =>
      transport.leaseIds().catch(() => this.#keeper.keys()),
    );
    this.#clashes = new Clashes({
      journal: around.journal,
      send: (chosen) => this.#take({ ...chosen, order: this.#next() }),
      tell: (conflict) => this.#conflicts.emit(conflict),
    });
    this.#renewal = new Renewal({
      snapshot: () => transport.snapshot(this.store.projectId),
      before: () => this.#intake.pause(),
      renewed: (fresh) => {
        this.store.reset(fresh);
        this.#asOf = null;
        this.#keeper.renewed();
        this.#connections.reach(true);
      },
      lost: (problem) => {
        this.#keeper.forget();
        this.close();
        this.#problems.emit(problem, null);
      },
      failed: (problem) => this.#connections.reach(problem.status !== 0),
      after: () => {
        if (!this.#closed) this.#intake.resume();
        this.#changed.emit();
      },
    });
    this.#history = new History(this.#scope, around.storage);
    this.#queue = new Queue({
      onReach: (reached) => this.#connections.reach(reached),
      onSignedOut: (refusal) => this.#problems.emit(refusal.problem, null),
    });
    this.#intake = new Intake(this.store, {
      catchUp: (stream) => void this.#connections.catchUp(stream),
      reset: () => void this.#renewal.run(),
      before: (changesets) => this.#own.rememberResults(changesets, this.store),
      applied: (one) => {
        // Taken back elsewhere, as in the history: there is nothing to undo of it any more.
        if (one.undoes !== null && this.#history.take(one.undoes)) this.#history.save();
        this.#keeper.applied(one);
        this.#changesets.emit(one, this.#own.has(one.command_id));
      },
    });
    this.#connections = new Connections(this.store, transport, {
      receive: (items) => {
        this.#asOf = null;
        this.#receive(items);
      },
      reset: () => {
        // One's rights may have changed: what was kept may not be shown any more.
        this.#keeper.forget();
        void this.#renewal.run();
      },
      back: () => {
        this.#queue.wake();
        this.#keys.refill();
      },
      lost: (problem) => {
        this.#keeper.forget();
        this.#problems.emit(problem, null);
      },
      changed: () => this.#changed.emit(),
    });
    this.#previews = new Previews((commands) => this.#askPreview(commands));
  }

  /** Take up what an earlier page of this browser could not send, and go live. */
  async start(): Promise<void> {
    const { journal, tab } = this.#around;
    const mine: Kept[] = [];
    for (const kept of await journal.all(this.#scope)) {
      if (kept.refused || (kept.tab !== tab.id && (await tab.isOpen(kept.tab)))) continue;
      if (kept.tab !== tab.id && !(await journal.adopt(kept, tab.id))) continue;
      mine.push({ ...kept, tab: tab.id });
    }
    // All at once: what is sent first may be taken back by one that comes later.
    for (const kept of mine) {
      this.#order = Math.max(this.#order, kept.order);
      void this.#take(kept);
    }
    this.#connections.start();
    this.#keeper.start(this.#asOf !== null);
  }

  send(type: string, payload: object, options: SendOptions = {}): Promise<Outcome> {
    const { projectId, workspaceId, version, workspaceVersion } = this.store;
    const base = { [workspaceId]: workspaceVersion, [projectId]: options.seen ?? version };
    if (this.#queue.size >= MOST_WAITING) return Promise.resolve(this.refuse(full()));
    return this.#send({ type, payload }, options, base);
  }

  batch(commands: readonly Change[], options: SendOptions = {}): Promise<Outcome> {
    return this.send("batch", { commands }, options);
  }

  preview(commands: readonly Change[]): Promise<Preview | null> {
    return this.#previews.ask(commands);
  }

  undo(changesetId?: number): Promise<Outcome | null> {
    const { undoable, redoable } = this.#history;
    return this.#takeBack(
      changesetId === undefined ? undoable.pop() : this.#history.take(changesetId),
      redoable,
    );
  }

  redo(): Promise<Outcome | null> {
    const { undoable, redoable } = this.#history;
    return this.#takeBack(redoable.pop(), undoable);
  }

  get canUndo(): boolean {
    return this.#history.undoable.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.redoable.length > 0;
  }

  newId(): number {
    return this.#keys.take();
  }

  keysLeft(): number {
    return this.#keys.left;
  }

  people(): readonly Person[] {
    return this.#connections.people;
  }

  here(at: { view: string; task_id?: number | null }): void {
    this.#connections.here(at);
  }

  get asOf(): number | null {
    return this.#asOf;
  }

  connection(): Connection {
    return this.#connections.state;
  }

  pending(): number {
    return this.#queue.size;
  }

  onChangeset(listener: (changeset: Changeset, own: boolean) => void): () => void {
    return this.#changesets.on(listener);
  }

  onProblem(listener: (problem: Problem, command: Change | null) => void): () => void {
    return this.#problems.on(listener);
  }

  onConflict(listener: (conflict: Conflict) => void): () => void {
    return this.#conflicts.on(listener);
  }

  refuse(problem: Problem): Outcome {
    this.#problems.emit(problem, null);
    return { ok: false, problem };
  }

  subscribe = (listener: () => void): (() => void) => this.#changed.on(listener);

  /** Stop listening. What is on its way is still sent, by whoever has the journal next. */
  close(): void {
    this.#closed = true;
    this.#previews.cancel();
    this.#connections.stop();
    this.#renewal.stop();
    this.#keeper.stop();
    const { journal } = this.#around;
    if (!journal.lasts) return;
    this.#queue.abandon();
    for (const id of this.#waiting.keys()) {
      inHand.delete(id);
      // Whoever listens to the journal sees that it is free.
      journal.change(id, {});
    }
  }

  #send(change: Change, options: SendOptions, base: CommandBody["base"]): Promise<Outcome> {
    const { projectId, workspaceId } = this.store;
    const stream = options.stream === "workspace" ? workspaceId : projectId;
    const kept = this.#keep({ ...change, id: uuid(), schema: 1, base, stream }, options);
    return this.#run(kept, doneOf(kept), true);
  }

  /** Write a command down before it is sent. */
  #keep(
    command: CommandBody,
    { optimistic = {}, results = [] }: SendOptions,
    undoes?: Kept["undoes"],
  ): Kept {
    const kept: Kept = {
      id: command.id,
      scope: this.#scope,
      tab: this.#around.tab.id,
      order: this.#next(),
      command,
      optimistic,
      results,
      about: aboutOf(this.store, command, optimistic),
      ...(undoes && { undoes }),
    };
    this.#around.journal.add(kept);
    return kept;
  }

  #next(): number {
    this.#order = Math.max(this.#order + 1, Date.now());
    return this.#order;
  }

  /** See a change through that was not made just now: of an earlier page, or as it was chosen. */
  #take(kept: Kept): Promise<Outcome> {
    if (kept.clash === undefined) this.#around.journal.add(kept);
    const done = doneOf(kept);
    if (kept.undoes) this.#history.resume(kept.undoes, done);
    return this.#run(kept, done, kept.undoes === undefined);
  }

  /** Show a command's change and see it through; `done` goes to what can be undone if it is new. */
  async #run(kept: Kept, done: Done, fresh: boolean): Promise<Outcome> {
    const { id, optimistic, results } = kept;
    this.#previews.cancel();
    this.#own.add(id, done);
    this.#waiting.set(id, kept);
    inHand.add(id);
    if (fresh) this.#history.add(done);
    this.store.add({ id, inputs: optimistic, results });
    try {
      const waiting = this.#queue.push({ id, send: () => this.#post(kept) });
      this.#changed.emit();
      const answer = await waiting;
      if (kept.shown) answered.set(id, answer?.id ?? null);
      this.#around.journal.settle(id, answer?.id ?? null);
      return this.#confirmed(id, done, answer);
    } catch (error) {
      this.store.drop(id);
      if (error instanceof Cancelled) {
        this.#around.journal.remove(id);
        done.again = () => this.#again(kept, done);
        return NOTHING;
      }
      this.#history.forget(done);
      return this.#refused(kept, error);
    } finally {
      this.#waiting.delete(id);
      inHand.delete(id);
      this.#history.save();
      this.#changed.emit();
    }
  }

  /** Send what a kept change is; null where it takes back one that came to nothing. */
  async #post({ id, command, undoes }: Kept): Promise<Answer | null> {
    const { transport } = this.#around;
    if (!undoes) return transport.command(command, this.#account);
    // Its changeset may become known only when the commands before this one are answered.
    const changesetId = undoes.changesetId ?? this.#own.changesetOf(undoes.commandId);
    if (changesetId === null) return null;
    this.#own.undo(changesetId, id);
    return transport.undo(changesetId, id, this.#account);
  }

  /** Send a command that was taken back before it was sent, as a new one. */
  #again(kept: Kept, done: Done): Promise<Outcome> {
    const id = uuid();
    const fresh = { ...kept, id, command: { ...kept.command, id }, order: this.#next() };
    Object.assign(done, { commandId: id, again: undefined });
    this.#around.journal.add(fresh);
    return this.#run(fresh, done, false);
  }

  #confirmed(id: string, done: Done, answer: Answer | null): Outcome {
    if (!answer || answer.changesets.length === 0) {
      this.store.drop(id);
      this.#history.forget(done);
      return answer ? { ...NOTHING, created: answer.created, notes: answer.notes } : NOTHING;
    }
    // What it wrote in other projects is theirs to show, and is taken back with this one's part.
    const { projectId, workspaceId } = this.store;
    const ours = answer.changesets.filter(({ stream }) =>
      [projectId, workspaceId].includes(stream),
    );
    const known = ours.filter((one): one is Changeset => !("reset" in one));
    done.changesetId = known[0]?.id ?? answer.id;
    done.inputs = known.map((one) => one.inputs);
    done.versions = new Map(known.map((one) => [one.stream, one.version]));
    this.#clashes.decided(done.inputs);
    this.#receive(known);
    if (known.length < ours.length) {
      void this.#renewal.run().then(() => this.store.drop(id));
    } else {
      this.store.writtenIn(
        id,
        known.map((one) => one.stream),
      );
    }
    const { created, notes } = answer;
    return { ok: true, changeset: known[0] ?? null, created, notes };
  }

  #refused(kept: Kept, error: unknown): Outcome {
    const { id, command, order } = kept;
    const { journal } = this.#around;
    const rested = error instanceof Rested ? error : null;
    const problem = rested?.problem ?? problemOf(error);
    const later = [...this.#waiting.values()].filter((one) => one.id !== id);
    const takenBack = isTakenBack(id, later);
    if (problem.type === "conflict" && takenBack) {
      // Nobody wants it any more: there is nothing to choose, nor for its undo to do.
      journal.remove(id);
      return NOTHING;
    }
    if (problem.type === "conflict" && !kept.undoes && !rested) {
      this.#clashes.add(kept, problem);
      return { ok: false, problem };
    }
    // What was just typed is still there to be typed otherwise; what waited is kept to be seen.
    const late = rested?.late ?? Date.now() - order > LATE;
    // The undo of what came to nothing is done.
    if (late && !takenBack && !(rested && kept.undoes))
      journal.change(id, { refused: { problem, because: rested?.because ?? null } });
    else journal.remove(id);
    if (rested) return { ok: false, problem };
    for (const one of restingOn(kept, later)) {
      this.#queue.cancel(one.id, new Rested(problem, id, late));
    }
    const change = kept.undoes ? null : { type: command.type, payload: command.payload };
    if (!takenBack) this.#problems.emit(problem, change);
    return { ok: false, problem };
  }

  async #takeBack(done: Done | undefined, to: Done[]): Promise<Outcome | null> {
    if (!done) return null;
    this.#previews.cancel();
    if (done.again) {
      to.push(done);
      void done.again();
      return NOTHING;
    }
    if (done.changesetId === null && this.#queue.cancel(done.commandId)) {
      to.push(done);
      return NOTHING;
    }
    const { store } = this;
    const newest = [...done.versions].every(([stream, at]) => store.versionOf(stream) === at);
    const command = { id: uuid(), type: "undo", schema: 1, base: {}, payload: {} } as const;
    const optimistic = inverse(done.inputs);
    const kept = this.#keep(
      { ...command, stream: store.projectId },
      { optimistic, results: newest ? done.before : [] },
      { commandId: done.commandId, changesetId: done.changesetId },
    );
    const reverse = doneOf(kept);
    to.push(reverse);
    return this.#run(kept, reverse, false);
  }

  #receive(changesets: readonly Changeset[]): void {
    this.#intake.receive(this.#own.named(changesets, this.store.viewer.user_id));
  }

  async #askPreview(commands: readonly Change[]): Promise<Preview | null> {
    const none = { inputs: {}, schedule: new Map(), notes: [] };
    try {
      const answer = await this.#around.transport.preview(this.store.projectId, commands);
      const rows = rowsOf<ScheduleRow>(answer.results?.schedule);
      const schedule = new Map(rows.map((row) => [row.id, row]));
      return { inputs: answer.inputs ?? {}, schedule, notes: answer.notes ?? [], problem: null };
    } catch (error) {
      const problem = problemOf(error);
      return problem.status === 0 ? null : { ...none, problem };
    }
  }
}

function doneOf({ id, optimistic }: { id: string; optimistic?: Kept["optimistic"] }): Done {
  const inputs = optimistic ? [optimistic] : [];
  return { commandId: id, changesetId: null, inputs, before: [], versions: new Map() };
}
