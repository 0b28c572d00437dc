/** Changes on their way over the confirmed state: what is shown. */

import type { Inputs } from "~/protocol/envelope";
import { type ScheduleRow, type TableName, WORKSPACE_TABLES } from "~/protocol/tables.generated";
import { changesOf, resultsWith, type State } from "./state";
import type { Keyed, PendingRows, Table } from "./table";

/** A change that was made here and is not confirmed yet. */
export interface PendingChange {
  /** The command's id, by which its changeset confirms it. */
  readonly id: string;
  readonly inputs: Inputs;
  readonly results: readonly ScheduleRow[];
}

interface Layer extends PendingChange {
  readonly tables: ReadonlyMap<TableName, PendingRows<Keyed>>;
  /** The kinds of streams that it writes and that have not confirmed it yet. */
  readonly open: Set<StreamKind>;
}

export type StreamKind = "workspace" | "project";

interface Shown {
  readonly base: Table<Keyed>;
  readonly changes: readonly PendingRows<Keyed>[];
  readonly result: Table<Keyed>;
}

export class Overlay {
  #layers: Layer[] = [];
  /** What was shown of each table, to go on from where only something was added. */
  #shown = new Map<TableName, Shown>();
  #schedule: {
    base: State["schedule"];
    layers: readonly Layer[];
    result: State["schedule"];
  } | null = null;

  /** The ids of the changes, oldest first. */
  get ids(): readonly string[] {
    return this.#layers.map((layer) => layer.id);
  }

  add(change: PendingChange): void {
    const open = new Set<StreamKind>();
    const tables = new Map<TableName, PendingRows<Keyed>>();
    for (const [name, rows] of changesOf(change.inputs)) {
      tables.set(name, { change: rows, memo: new Map() });
      open.add(kindOf(name));
    }
    this.#layers.push({ ...change, tables, open });
  }

  /**
   * A stream's part of a change is confirmed. The change is taken away with the last part, so that
   * no row is missing in between; whether it was.
   */
  confirm(id: string, stream: StreamKind): boolean {
    const layer = this.#layers.find((one) => one.id === id);
    if (!layer) return false;
    layer.open.delete(stream);
    return layer.open.size === 0 && this.drop(new Set([id]));
  }

  /** Wait for these streams alone: no other has a part in the change; whether none was left. */
  writtenIn(id: string, streams: ReadonlySet<StreamKind>): boolean {
    const layer = this.#layers.find((one) => one.id === id);
    if (!layer) return false;
    for (const kind of layer.open) if (!streams.has(kind)) layer.open.delete(kind);
    return layer.open.size === 0 && this.drop(new Set([id]));
  }

  /** Take changes away; whether there were any. */
  drop(ids: ReadonlySet<string>): boolean {
    const left = this.#layers.filter((layer) => !ids.has(layer.id));
    const dropped = left.length < this.#layers.length;
    this.#layers = left;
    return dropped;
  }

  /** The state as it is shown. Tables and rows that stayed the same are the same objects. */
  over(state: State): State {
    if (this.#layers.length === 0) {
      this.#shown.clear();
      this.#schedule = null;
      return state;
    }
    const tables = new Map(state.tables);
    for (const name of new Set(this.#layers.flatMap((layer) => [...layer.tables.keys()]))) {
      const base = state.tables.get(name);
      if (base) tables.set(name, this.#table(name, base));
    }
    return { ...state, tables, schedule: this.#results(state.schedule) };
  }

  #table(name: TableName, base: Table<Keyed>): Table<Keyed> {
    const changes = this.#layers.flatMap((layer) => layer.tables.get(name) ?? []);
    const before = this.#shown.get(name);
    const further = before?.base === base && begins(changes, before.changes);
    const result = !further
      ? base.overlaid(changes, before?.result)
      : changes.length === before.changes.length
        ? before.result
        : before.result.overlaid(changes.slice(before.changes.length));
    this.#shown.set(name, { base, changes, result });
    return result;
  }

  #results(base: State["schedule"]): State["schedule"] {
    const layers = this.#layers.filter(
      (layer) => layer.results.length > 0 || layer.inputs.tasks?.removed.length,
    );
    const before = this.#schedule;
    const same = before?.base === base && before.layers.length === layers.length;
    if (same && begins(layers, before.layers)) return before.result;
    let result = base;
    for (const { inputs, results } of layers) {
      const removed = (inputs.tasks?.removed ?? []).map((row) => row.id);
      result = resultsWith(result, results, removed);
    }
    this.#schedule = { base, layers, result };
    return result;
  }
}

function kindOf(table: TableName): StreamKind {
  return (WORKSPACE_TABLES as readonly TableName[]).includes(table) ? "workspace" : "project";
}

function begins<T>(list: readonly T[], start: readonly T[]): boolean {
  return start.length <= list.length && start.every((one, place) => one === list[place]);
}
