/** An open project: its store, kept in step with the server, and all that one can do to it. */

import type { Change, Changeset, Person, Snapshot } from "~/protocol/envelope";
import { Refusal } from "~/protocol/http";
import type { ScheduleRow } from "~/protocol/tables.generated";
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
import { Connections } from "./connections";
import { type Done, History, inverse } from "./history";
import { Intake } from "./intake";
import { type Journal, type Kept, openJournal } from "./journal";
import { Keys } from "./keys";
import { Previews } from "./previews";
import { Cancelled, Queue } from "./queue";
import { Signal } from "./signal";
import { storage, type Tab, thisTab } from "./tab";
import { type Answer, type CommandBody, httpTransport, type Transport } from "./transport";
import { uuid } from "./uuid";

export interface Surroundings {
  readonly transport: Transport;
  readonly journal: Journal;
  readonly tab: Tab;
  readonly storage: Storage | null;
}

let journal: Journal | null = null;

/** Open a project. Rejects with a Refusal where the server has none for this person. */
export async function openProject(projectId: number): Promise<ProjectSession> {
  journal ??= openJournal();
  const [snapshot, tab] = await Promise.all([httpTransport.snapshot(projectId), thisTab()]);
  const around = { transport: httpTransport, journal, tab, storage: storage() };
  const session = new LocalSession(snapshot, around);
  await session.start();
  return session;
}

const NOTHING: Extract<Outcome, { ok: true }> = {
  ok: true,
  changeset: null,
  created: {},
  notes: [],
};
/** How many of one's own commands are remembered after they were answered. */
const MOST_OWN = 500;
/** Milliseconds between two tries to take a new snapshot. */
const RESET_AGAIN = 3000;

export class LocalSession implements ProjectSession {
  readonly store: LocalStore;
  readonly #around: Surroundings;
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
  /** Commands sent from here, by id: their changesets are one's own. */
  readonly #own = new Map<string, Done>();
  /** Own undos by the changeset that they take back: the server gives them ids of its own. */
  readonly #undoing = new Map<number, string>();
  #order = 0;
  #resetting: Promise<void> | null = null;
  #lastReset = 0;
  #closed = false;

  constructor(snapshot: Snapshot, around: Surroundings) {
    this.#around = around;
    this.store = createProjectStore(snapshot);
    const { transport } = around;
    this.#scope = `${snapshot.viewer.user_id}:${snapshot.stream}`;
    this.#keys = new Keys(snapshot.ids, () => transport.leaseIds());
    this.#history = new History(this.#scope, around.storage);
    this.#queue = new Queue({
      onReach: (reached) => this.#connections.reach(reached),
      onSignedOut: (refusal) => this.#problems.emit(refusal.problem, null),
    });
    this.#intake = new Intake(this.store, {
      catchUp: (stream) => void this.#connections.catchUp(stream),
      reset: () => void this.#reset(),
      before: (changesets) => this.#rememberResults(changesets),
      applied: (one) => {
        // Taken back elsewhere, as in the history: there is nothing to undo of it any more.
        if (one.undoes !== null && this.#history.take(one.undoes)) this.#history.save();
        this.#changesets.emit(one, this.#own.has(one.command_id));
      },
    });
    this.#connections = new Connections(this.store, transport, {
      receive: (items) => this.#receive(items),
      reset: () => void this.#reset(),
      back: () => {
        this.#queue.wake();
        this.#keys.refill();
      },
      lost: (problem) => this.#problems.emit(problem, null),
      changed: () => this.#changed.emit(),
    });
    this.#previews = new Previews((commands) => this.#askPreview(commands));
  }

  /** Take up what an earlier page of this browser could not send, and go live. */
  async start(): Promise<void> {
    for (const kept of await this.#around.journal.all(this.#scope)) {
      if (!(await this.#around.tab.isOpen(kept.tab))) void this.#resume(kept);
    }
    this.#connections.start();
  }

  send(type: string, payload: object, options: SendOptions = {}): Promise<Outcome> {
    const { projectId, workspaceId, version, workspaceVersion } = this.store;
    const base = { [workspaceId]: workspaceVersion, [projectId]: version };
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

  /** Stop listening. What is on its way is still sent. */
  close(): void {
    this.#closed = true;
    this.#previews.cancel();
    this.#connections.stop();
  }

  #send(change: Change, options: SendOptions, base: CommandBody["base"]): Promise<Outcome> {
    const { projectId, workspaceId } = this.store;
    const stream = options.stream === "workspace" ? workspaceId : projectId;
    const command: CommandBody = { ...change, id: uuid(), schema: 1, base, stream };
    this.#order = Math.max(this.#order + 1, Date.now());
    const kept: Kept = {
      id: command.id,
      scope: this.#scope,
      tab: this.#around.tab.id,
      order: this.#order,
      command,
      optimistic: options.optimistic ?? {},
      results: options.results ?? [],
    };
    this.#around.journal.add(kept);
    return this.#resume(kept);
  }

  /** Show a command's change and see it through, whether it is new or from an earlier page. */
  async #resume(kept: Kept, done: Done = doneOf(kept), fresh = true): Promise<Outcome> {
    const { id, command, optimistic, results } = kept;
    this.#previews.cancel();
    this.#remember(id, done);
    if (fresh) this.#history.add(done);
    this.store.add({ id, inputs: optimistic, results });
    this.#changed.emit();
    try {
      const answer = await this.#queued(id, () => this.#around.transport.command(command));
      this.#around.journal.remove(id);
      return this.#confirmed(id, done, answer);
    } catch (error) {
      this.store.drop(id);
      if (error instanceof Cancelled) {
        this.#around.journal.remove(id);
        done.again = () => this.#again(kept, done);
        return NOTHING;
      }
      this.#history.forget(done);
      return this.#refused(kept, problemOf(error));
    } finally {
      this.#changed.emit();
    }
  }

  #queued(id: string, send: () => Promise<Answer | null>): Promise<Answer | null> {
    const waiting = this.#queue.push({ id, send });
    this.#changed.emit();
    return waiting;
  }

  /** Send a command that was taken back before it was sent, as a new one. */
  #again(kept: Kept, done: Done): Promise<Outcome> {
    const id = uuid();
    const fresh = { ...kept, id, command: { ...kept.command, id }, order: ++this.#order };
    Object.assign(done, { commandId: id, again: undefined });
    this.#around.journal.add(fresh);
    return this.#resume(fresh, done, false);
  }

  #confirmed(id: string, done: Done, answer: Answer | null): Outcome {
    if (!answer || answer.changesets.length === 0) {
      this.store.drop(id);
      this.#history.forget(done);
      return answer ? { ...NOTHING, created: answer.created, notes: answer.notes } : NOTHING;
    }
    const known = answer.changesets.filter((one): one is Changeset => !("reset" in one));
    done.changesetId = answer.id ?? known[0]?.id ?? null;
    done.inputs = known.map((one) => one.inputs);
    done.versions = new Map(known.map((one) => [one.stream, one.version]));
    this.#history.save();
    this.#receive(known);
    if (known.length < answer.changesets.length) {
      void this.#reset().then(() => this.store.drop(id));
    } else {
      this.store.writtenIn(
        id,
        known.map((one) => one.stream),
      );
    }
    const { created, notes } = answer;
    return { ok: true, changeset: known[0] ?? null, created, notes };
  }

  #refused(kept: Kept, problem: Problem): Outcome {
    const { id, command, optimistic, results } = kept;
    const change: Change = { type: command.type, payload: command.payload };
    if (problem.type !== "conflict") {
      this.#around.journal.remove(id);
      this.#problems.emit(problem, change);
      return { ok: false, problem };
    }
    // Kept in the journal until the person chose: a reload asks again.
    const stream = command.stream === this.store.workspaceId ? "workspace" : "project";
    this.#conflicts.emit({
      command: change,
      problem,
      keepMine: () => {
        this.#around.journal.remove(id);
        return this.#send(change, { optimistic, results, stream }, {});
      },
      keepTheirs: () => this.#around.journal.remove(id),
    });
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
      this.#history.save();
      this.#changed.emit();
      return NOTHING;
    }
    const id = uuid();
    const reverse: Done = { ...doneOf({ id }), inputs: [inverse(done.inputs)] };
    this.#remember(id, reverse);
    const { store } = this;
    const newest = [...done.versions].every(([stream, at]) => store.versionOf(stream) === at);
    const results = newest ? done.before : [];
    store.add({ id, inputs: reverse.inputs[0] ?? {}, results });
    to.push(reverse);
    try {
      // Its changeset may become known only when the commands before this one are answered.
      const answer = await this.#queued(id, async () => {
        if (done.changesetId === null) return null;
        this.#undoing.set(done.changesetId, id);
        return this.#around.transport.undo(done.changesetId, id);
      });
      return this.#confirmed(id, reverse, answer);
    } catch (error) {
      store.drop(id);
      this.#history.forget(reverse);
      const problem = problemOf(error);
      this.#problems.emit(problem, null);
      return { ok: false, problem };
    } finally {
      this.#history.save();
      this.#changed.emit();
    }
  }

  #receive(changesets: readonly Changeset[]): void {
    const me = this.store.viewer.user_id;
    const named = changesets.map((one) => {
      const id = one.actor?.id === me ? this.#undoing.get(one.undoes ?? -1) : undefined;
      return id === undefined ? one : { ...one, command_id: id };
    });
    this.#intake.receive(named);
  }

  #remember(id: string, done: Done): void {
    this.#own.set(id, done);
    if (this.#own.size <= MOST_OWN) return;
    const [oldest] = this.#own.keys();
    if (oldest !== undefined) this.#own.delete(oldest);
  }

  /** Remember the results that one's own changes write over, to show them when these are undone. */
  #rememberResults(changesets: readonly Changeset[]): void {
    for (const changeset of changesets) {
      const done = this.#own.get(changeset.command_id);
      if (!done || changeset.version !== this.store.versionOf(changeset.stream) + 1) continue;
      const ids = (changeset.results?.schedule?.id ?? []) as number[];
      done.before = [...done.before, ...this.store.confirmedResults(ids)];
    }
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

  /** Swap a new snapshot into the same store; views keep their place. */
  #reset(): Promise<void> {
    this.#resetting ??= this.#takeSnapshot().finally(() => {
      this.#resetting = null;
      if (!this.#closed) this.#intake.resume();
      this.#changed.emit();
    });
    return this.#resetting;
  }

  async #takeSnapshot(): Promise<void> {
    this.#intake.pause();
    // Were a snapshot not to help, the server must not be asked for one after the other.
    const soon = this.#lastReset + RESET_AGAIN - Date.now();
    if (soon > 0) await new Promise((resolve) => setTimeout(resolve, soon));
    this.#lastReset = Date.now();
    while (!this.#closed) {
      try {
        this.store.reset(await this.#around.transport.snapshot(this.store.projectId));
        this.#connections.reach(true);
        return;
      } catch (error) {
        const problem = problemOf(error);
        if (problem.status === 403 || problem.status === 404) {
          this.close();
          this.#problems.emit(problem, null);
          return;
        }
        this.#connections.reach(problem.status !== 0);
        await new Promise((resolve) => setTimeout(resolve, RESET_AGAIN));
      }
    }
  }
}

function doneOf({ id, optimistic }: { id: string; optimistic?: Kept["optimistic"] }): Done {
  const inputs = optimistic ? [optimistic] : [];
  return { commandId: id, changesetId: null, inputs, before: [], versions: new Map() };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Refusal) return error.problem;
  const detail = error instanceof Error ? error.message : String(error);
  return { type: "error", title: "Something went wrong", status: 0, detail };
}
