/** A server for tests, small but strict: versions, ids of commands, conflicts, undo, sockets. */

import type { Changeset, Inputs, Snapshot } from "~/protocol/envelope";
import { Refusal, unreachable } from "~/protocol/http";
import type { TaskRow } from "~/protocol/tables.generated";
import { createProjectStore, type LocalStore } from "~/store/index";
import {
  changesetOf,
  columnsOf,
  ME,
  PROJECT,
  scheduleRow,
  snapshotOf,
  WORKSPACE,
} from "~/store/testing";
import { inverse } from "./history";
import type { Answer, CommandBody, Kind, SocketLike, Transport } from "./transport";

export class FakeSocket implements SocketLike {
  readyState = 0;
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  readonly sent: { type: string; [field: string]: unknown }[] = [];

  constructor(
    readonly server: FakeServer,
    readonly kind: Kind,
    readonly since: number,
  ) {
    queueMicrotask(() => {
      if (this.server.down) return this.drop(1006);
      this.readyState = 1;
      this.server.sockets.add(this);
      this.onopen?.();
      if (this.kind === "project") this.tell(this.server.since(this.since));
      else this.tell([]);
    });
  }

  tell(items: readonly Changeset[]): void {
    this.say({ type: "changesets", items, version: this.server.truth.version });
  }

  say(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  send(text: string): void {
    const message = JSON.parse(text) as { type: string };
    this.sent.push(message);
    if (message.type === "ping" && !this.server.silent) this.say({ type: "pong" });
  }

  drop(code: number): void {
    this.server.sockets.delete(this);
    this.readyState = 3;
    this.onclose?.({ code });
  }

  close(): void {
    this.server.sockets.delete(this);
    this.readyState = 3;
  }
}

export class FakeServer implements Transport {
  readonly first: Snapshot = snapshotOf({ outline: "A\nB\nC" });
  readonly truth: LocalStore = createProjectStore(this.first);
  readonly sets: Changeset[] = [];
  readonly answers = new Map<string, Answer>();
  readonly sockets = new Set<FakeSocket>();
  readonly asked: string[] = [];
  /** Nothing gets through. */
  down = false;
  /** Commands are carried out, but their answers do not get through. */
  deaf = false;
  /** Sockets stay open but say nothing. */
  silent = false;
  /** Announce changes on sockets. */
  announces = true;
  refusal: Refusal | null = null;
  /** Who is signed in by now. */
  account: number = ME;
  nextKey = 5000;

  since(version: number): Changeset[] {
    return this.sets.filter((one) => one.version > version);
  }

  /** Somebody else's change. */
  other(id: number, after: Partial<TaskRow>): Changeset {
    return this.write(this.update(id, after), "other", { id: 8, name: "Ben" });
  }

  async snapshot(): Promise<Snapshot> {
    await this.reached("snapshot");
    const tasks = [...this.truth.rows("tasks").values()];
    const tables = { ...this.first.tables, tasks: columnsOf(tasks) };
    const results = { schedule: columnsOf([...this.truth.schedules().values()]) };
    return { ...this.first, version: this.truth.version, tables, results };
  }

  async changesets(kind: Kind, _: number, since: number) {
    await this.reached(`changesets ${kind} ${since}`);
    return kind === "project"
      ? { items: this.since(since), version: this.truth.version }
      : { items: [], version: 1 };
  }

  async command(body: CommandBody, account: number): Promise<Answer> {
    await this.reached(`command ${body.type}`);
    this.checkAccount(account);
    return this.once(body.id, () => {
      if (this.refusal) throw this.refusal;
      const { id, fields } = body.payload as { id: number; fields: Partial<TaskRow> };
      this.checkBase(body, id, fields);
      return this.update(id, fields);
    });
  }

  async undo(changesetId: number, commandId: string, account: number): Promise<Answer> {
    await this.reached(`undo ${changesetId}`);
    this.checkAccount(account);
    const undone = () => {
      const found = this.sets.find((one) => one.id === changesetId);
      if (!found) throw problem(404, "missing", "No such change.");
      return inverse([found.inputs]);
    };
    return this.once(commandId, undone, changesetId);
  }

  async preview() {
    await this.reached("preview");
    return { inputs: {}, results: {}, notes: [] };
  }

  async leaseIds() {
    await this.reached("ids");
    this.nextKey += 100;
    return { next: this.nextKey, until: this.nextKey + 100 };
  }

  socket(kind: Kind, stream: number, query: Record<string, number>): SocketLike {
    if (stream !== (kind === "project" ? PROJECT : WORKSPACE)) throw new Error("wrong stream");
    return new FakeSocket(this, kind, query.since ?? 0);
  }

  projectSocket(): FakeSocket {
    const found = [...this.sockets].find((one) => one.kind === "project");
    if (!found) throw new Error("No socket is open.");
    return found;
  }

  private async reached(what: string): Promise<void> {
    await Promise.resolve();
    if (this.down) throw new Refusal(unreachable());
    this.asked.push(what);
  }

  private checkAccount(account: number): void {
    if (account !== this.account)
      throw problem(403, "other-account", "Somebody else is signed in.");
  }

  private once(id: string, make: () => Inputs, undoes: number | null = null): Answer {
    const known = this.answers.get(id);
    // As the real one does, an undo gets an id that is made of the key it was sent with.
    const command_id = undoes === null ? id : `made-of-${id}`;
    const set = known ? null : this.write(make(), command_id, { id: ME, name: "Ana" }, undoes);
    const answer = known ?? {
      id: set?.id ?? null,
      changesets: set ? [set] : [],
      created: {},
      notes: [],
    };
    this.answers.set(id, answer);
    if (this.deaf) throw new Refusal(unreachable());
    return answer;
  }

  private update(id: number, after: Partial<TaskRow>): Inputs {
    const row = this.truth.task(id);
    if (!row) throw problem(404, "missing", "There is no such task.");
    const names = Object.keys(after) as (keyof TaskRow)[];
    const before = Object.fromEntries(names.map((name) => [name, row[name]]));
    return { tasks: { added: [], updated: [{ id, before, after }], removed: [] } };
  }

  private checkBase(body: CommandBody, id: number, fields: Partial<TaskRow>): void {
    const seen = body.base[PROJECT];
    if (seen === undefined) return;
    for (const set of this.since(seen).filter((one) => one.actor.id !== ME)) {
      for (const update of set.inputs.tasks?.updated ?? []) {
        for (const [field, yours] of Object.entries(fields)) {
          if (update.id !== id || !(field in update.after)) continue;
          const theirs = (update.after as Record<string, unknown>)[field];
          const by = set.actor.name;
          const { version, at } = set;
          const clash = { table: "tasks", id, field, yours, theirs, by, version, at };
          throw problem(409, "conflict", `${by} changed ${field} meanwhile.`, [clash]);
        }
      }
    }
  }

  private write(
    inputs: Inputs,
    command_id: string,
    actor: Changeset["actor"],
    undoes: number | null = null,
  ): Changeset {
    const version = this.truth.version + 1;
    const rows = (inputs.tasks?.updated ?? []).map(({ id }) => scheduleRow(id, { start: version }));
    const results: Changeset["results"] = rows.length ? { schedule: columnsOf(rows) } : {};
    const set = changesetOf(version, inputs, { command_id, actor, results, undoes });
    this.truth.apply([set]);
    this.sets.push(set);
    if (this.announces) {
      for (const socket of this.sockets) if (socket.kind === "project") socket.tell([set]);
    }
    return set;
  }
}

function problem(status: number, type: string, detail: string, fields?: object[]): Refusal {
  const more = fields ? { fields: fields as never } : {};
  return new Refusal({ type, title: detail, status, detail, ...more });
}
