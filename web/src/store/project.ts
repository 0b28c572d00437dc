/** The store of one open project: confirmed state, and over it the changes on their way. */

import type { Changeset, Snapshot, Viewer } from "~/protocol/envelope";
import type {
  FormulaRow,
  ScheduleRow,
  TableName,
  Tables,
  TaskRow,
} from "~/protocol/tables.generated";
import { columnsOf } from "./columns";
import { recallCompared, rememberCompared } from "./compared";
import { buildOutline, OUTLINE_FIELDS, type Outline } from "./outline";
import { Overlay, type PendingChange, type StreamKind } from "./overlay";
import { applyChangeset, type State, stateOf, tableOf } from "./state";
import type { OutlineLine, ProjectStore } from "./types";

/** What became of a changeset: written, known already, or too early (one before it is missing). */
export type Applied = "applied" | "known" | "gap";

export class LocalStore implements ProjectStore {
  readonly projectId: number;
  readonly workspaceId: number;
  readonly parentId: number | null;
  revision = 0;

  #viewer: Viewer;
  #capabilities: ReadonlySet<string>;
  #versions: Map<number, number>;
  #confirmed: State;
  readonly #overlay = new Overlay();
  #seen: State;
  readonly #listeners = new Set<() => void>();
  #compared: number;
  #costs: ReadonlyMap<number, number> | null = null;

  constructor(snapshot: Snapshot) {
    this.projectId = snapshot.stream;
    this.workspaceId = snapshot.workspace_id;
    this.parentId = snapshot.parent ?? null;
    this.#viewer = snapshot.viewer;
    this.#capabilities = new Set(snapshot.viewer.capabilities);
    this.#versions = versionsOf(snapshot);
    this.#confirmed = stateOf(snapshot);
    this.#seen = this.#confirmed;
    this.#compared = recallCompared(snapshot.stream);
  }

  get version(): number {
    return this.versionOf(this.projectId);
  }

  get workspaceVersion(): number {
    return this.versionOf(this.workspaceId);
  }

  get viewer(): Viewer {
    return this.#viewer;
  }

  get project(): Tables["projects"] {
    const row = this.rows("projects").get(this.projectId);
    if (!row) throw new Error("The snapshot brought no project.");
    return row;
  }

  get baseline(): Tables["baselines"] | undefined {
    const rows = [...this.rows("baselines").values()].sort((a, b) => a.number - b.number);
    return rows.find((row) => row.number === this.#compared) ?? rows[0];
  }

  compareWith(number: number): void {
    this.#compared = number;
    rememberCompared(this.projectId, number);
    this.#changed();
  }

  get costs(): ReadonlyMap<number, number> | null {
    return this.#costs;
  }

  tellCosts(costs: ReadonlyMap<number, number>): void {
    if (costs === this.#costs) return;
    this.#costs = costs;
    this.#changed();
  }

  versionOf(stream: number): number {
    return this.#versions.get(stream) ?? 0;
  }

  rows<T extends TableName>(table: T): ReadonlyMap<number, Tables[T]> {
    return tableOf(this.#seen, table).rows;
  }

  index<T extends TableName>(
    table: T,
    field: keyof Tables[T],
  ): ReadonlyMap<unknown, readonly number[]> {
    return tableOf(this.#seen, table).index(field as keyof Tables[T] & string);
  }

  task(id: number): TaskRow | undefined {
    return this.rows("tasks").get(id);
  }

  schedule(id: number): ScheduleRow | undefined {
    return this.#seen.schedule.get(id);
  }

  schedules(): ReadonlyMap<number, ScheduleRow> {
    return this.#seen.schedule;
  }

  formulas(): ReadonlyMap<number, FormulaRow> {
    return this.#seen.formulas;
  }

  outline(): readonly OutlineLine[] {
    return this.#outline().lines;
  }

  outlineLine(id: number): OutlineLine | undefined {
    return this.#outline().byId.get(id);
  }

  may(capability: string): boolean {
    return this.#capabilities.has(capability) || this.#capabilities.has("*");
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The confirmed state alone, without what is on its way. */
  get confirmed(): State {
    return this.#confirmed;
  }

  /** The confirmed state as a snapshot would bring it; it leases no keys. */
  snapshot(): Snapshot {
    const { tables, schedule, formulas } = this.#confirmed;
    return {
      stream: this.projectId,
      kind: this.parentId === null ? "project" : "scenario",
      parent: this.parentId,
      version: this.version,
      workspace_id: this.workspaceId,
      workspace_version: this.workspaceVersion,
      tables: Object.fromEntries([...tables].map(([name, { rows }]) => [name, columnsOf(rows)])),
      results: { schedule: columnsOf(schedule), formulas: columnsOf(formulas) },
      ids: { next: 0, until: 0 },
      viewer: this.#viewer,
    };
  }

  /** The confirmed results of tasks, where there are any. */
  confirmedResults(ids: readonly number[]): ScheduleRow[] {
    return ids.flatMap((id) => this.#confirmed.schedule.get(id) ?? []);
  }

  /** The ids of the changes that are not confirmed yet, oldest first. */
  get pending(): readonly string[] {
    return this.#overlay.ids;
  }

  /**
   * Write confirmed changesets in the order given, as one revision. One that was written already is
   * left out, and so is one of which the version before is missing: the answer says so for each.
   * Throws OutOfStep where one does not fit: then the state is unchanged and wants a snapshot.
   */
  apply(changesets: readonly Changeset[]): Applied[] {
    let state = this.#confirmed;
    const versions = new Map(this.#versions);
    const done: Changeset[] = [];
    const outcome = changesets.map((changeset): Applied => {
      const version = versions.get(changeset.stream);
      if (version === undefined || changeset.version <= version) {
        done.push(changeset);
        return "known";
      }
      if (changeset.version > version + 1) return "gap";
      state = applyChangeset(state, changeset);
      versions.set(changeset.stream, changeset.version);
      done.push(changeset);
      return "applied";
    });
    this.#confirmed = state;
    this.#versions = versions;
    const dropped = done.filter((one) =>
      this.#overlay.confirm(one.command_id, this.#kind(one.stream)),
    );
    if (dropped.length > 0 || outcome.includes("applied")) this.#changed();
    return outcome;
  }

  /** Show a change at once, until `apply` confirms it or `drop` takes it back. */
  add(change: PendingChange): void {
    this.#overlay.add(change);
    this.#changed();
  }

  /** The streams in which a change was written; what it meant for others is taken back. */
  writtenIn(id: string, streams: readonly number[]): void {
    const kinds = new Set(streams.map((stream) => this.#kind(stream)));
    if (this.#overlay.writtenIn(id, kinds)) this.#changed();
  }

  /** Take a change back that was refused or that turned out to change nothing. */
  drop(id: string): void {
    if (this.#overlay.drop(new Set([id]))) this.#changed();
  }

  /** Go on from a new snapshot of the same project; changes on their way stay over it. */
  reset(snapshot: Snapshot): void {
    if (snapshot.stream !== this.projectId) throw new Error("That is another project's snapshot.");
    this.#viewer = snapshot.viewer;
    this.#capabilities = new Set(snapshot.viewer.capabilities);
    this.#versions = versionsOf(snapshot);
    this.#confirmed = stateOf(snapshot);
    this.#changed();
  }

  #kind(stream: number): StreamKind {
    return stream === this.workspaceId ? "workspace" : "project";
  }

  #outline(): Outline {
    return tableOf(this.#seen, "tasks").derive("outline", OUTLINE_FIELDS, buildOutline);
  }

  #changed(): void {
    this.#seen = this.#overlay.over(this.#confirmed);
    this.revision += 1;
    for (const listener of [...this.#listeners]) listener();
  }
}

function versionsOf(snapshot: Snapshot): Map<number, number> {
  return new Map([
    [snapshot.workspace_id, snapshot.workspace_version],
    [snapshot.stream, snapshot.version],
  ]);
}
