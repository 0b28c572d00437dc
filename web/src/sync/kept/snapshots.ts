/** The projects opened lately as they were last known: a snapshot each, and what came after it. */

import type { Changeset, Snapshot } from "~/protocol/envelope";
import { SHAPE } from "~/protocol/tables.generated";
import { scopeOf } from "../journal";
import type { Handle } from "./database";

export interface KeptSnapshot {
  readonly scope: string;
  readonly shape: string;
  /** When it was last known to be right, in milliseconds. */
  readonly at: number;
  readonly snapshot: Snapshot;
}

export interface KeptChange {
  readonly scope: string;
  readonly stream: number;
  readonly version: number;
  readonly at: number;
  /** null: only that all was still right at that time. */
  readonly changeset: Changeset | null;
}

/** A project as it is kept: its snapshot, the changesets after it, and how old that is. */
export interface KeptProject {
  readonly snapshot: Snapshot;
  readonly changesets: readonly Changeset[];
  readonly at: number;
}

/** How many projects are kept: those opened last. */
const MOST = 8;

export class Snapshots {
  readonly #db: Handle;

  constructor(db: Handle) {
    this.#db = db;
  }

  async keep(snapshot: Snapshot, at: number): Promise<void> {
    const scope = scopeOf(snapshot.viewer.user_id, snapshot.stream);
    await this.#forget(scope, { scope, shape: SHAPE, at, snapshot });
    const scopes = await this.#db.getAllKeysFromIndex("snapshots", "at");
    for (const old of scopes.slice(0, -MOST)) await this.#forget(old);
  }

  /** Keep what came after the snapshot; the caller keeps a new one before they are too many. */
  async follow(scope: string, changesets: readonly Changeset[], at: number): Promise<void> {
    const work = this.#db.transaction("changes", "readwrite");
    for (const changeset of changesets) {
      const { stream, version } = changeset;
      void work.store.put({ scope, stream, version, at, changeset });
    }
    await work.done;
  }

  /** Note that what is kept is right at this time too. */
  async seen(scope: string, at: number): Promise<void> {
    await this.#db.put("changes", { scope, stream: 0, version: 0, at, changeset: null });
  }

  async find(user: number, stream: number): Promise<KeptProject | null> {
    const scope = scopeOf(user, stream);
    const found = await this.#db.get("snapshots", scope);
    if (found?.shape !== SHAPE) return null;
    const later = await this.#db.getAllFromIndex("changes", "scope", scope);
    return {
      snapshot: found.snapshot,
      changesets: later.flatMap((one) => one.changeset ?? []),
      at: Math.max(found.at, ...later.map((one) => one.at)),
    };
  }

  async forget(user: number, stream: number): Promise<void> {
    await this.#forget(scopeOf(user, stream));
  }

  async forgetOthers(user: number | null): Promise<void> {
    for (const scope of await this.#db.getAllKeys("snapshots")) {
      if (user === null || !scope.startsWith(scopeOf(user, 0).slice(0, -1))) {
        await this.#forget(scope);
      }
    }
  }

  /** Take out a project, or put another snapshot in its place, in one step. */
  async #forget(scope: string, instead?: KeptSnapshot): Promise<void> {
    const work = this.#db.transaction(["snapshots", "changes"], "readwrite");
    const changes = work.objectStore("changes");
    for (const key of await changes.index("scope").getAllKeys(scope)) await changes.delete(key);
    if (instead) await work.objectStore("snapshots").put(instead);
    else await work.objectStore("snapshots").delete(scope);
    await work.done;
  }
}
