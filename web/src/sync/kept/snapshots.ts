/** The projects opened lately as they were last known: a snapshot each, and what came after it. */

import type { Changeset, Snapshot } from "~/protocol/envelope";
import { SHAPE } from "~/protocol/tables.generated";
import { scopeOf } from "../journal";
import type { Handle } from "./database";
import { mayKeepFor } from "./news";

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
    // Who signed out, in this tab or another, leaves nothing that is written afterwards.
    if (!mayKeepFor(snapshot.viewer.user_id)) return;
    const scope = scopeOf(snapshot.viewer.user_id, snapshot.stream);
    await this.#forget(scope, { scope, shape: SHAPE, at, snapshot });
    const scopes = await this.#db.getAllKeysFromIndex("snapshots", "at");
    for (const old of scopes.slice(0, -MOST)) await this.#forget(old);
  }

  /** Keep what came after the snapshot; the caller keeps a new one before they are too many. */
  async follow(scope: string, changesets: readonly Changeset[], at: number): Promise<void> {
    await this.#after(
      scope,
      changesets.map((changeset) => {
        const { stream, version } = changeset;
        return { scope, stream, version, at, changeset };
      }),
    );
  }

  /** Note that what is kept is right at this time too. */
  async seen(scope: string, at: number): Promise<void> {
    await this.#after(scope, [{ scope, stream: 0, version: 0, at, changeset: null }]);
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
    const scopes = new Set(await this.#db.getAllKeys("snapshots"));
    for (const [scope] of await this.#db.getAllKeys("changes")) scopes.add(scope);
    for (const scope of scopes) {
      if (user === null || !scope.startsWith(`${user}:`)) await this.#forget(scope);
    }
  }

  /** Write what came after a snapshot, if that is still kept. */
  async #after(scope: string, changes: readonly KeptChange[]): Promise<void> {
    const work = this.#db.transaction(["snapshots", "changes"], "readwrite");
    if ((await work.objectStore("snapshots").getKey(scope)) !== undefined) {
      for (const one of changes) void work.objectStore("changes").put(one);
    }
    await work.done;
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
