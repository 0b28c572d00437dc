/**
 * Keeps an open project in the browser for times without a network: its snapshot, what came after
 * it, and keys for new rows. All of that once the page has nothing better to do.
 */

import type { Changeset, Snapshot } from "~/protocol/envelope";
import type { LocalStore } from "~/store/project";
import { say } from "~/text/say";
import { isHidden } from "./hidden";
import { keptDatabase, scopeOf } from "./journal";
import type { Database } from "./kept/database";
import type { Block } from "./keys";

/** Milliseconds after which it is kept even though the page is never idle. */
const LATEST = 5_000;
/** Changesets that come within this time are written together. */
const TOGETHER = 400;
/** So many changesets after a snapshot, a new one is kept in its place. */
const MOST_AFTER = 300;
/** How often it is noted that what is kept is still right. */
const MINUTE = 60_000;

export interface KeeperHooks {
  readonly store: LocalStore;
  readonly lease: () => Promise<Block>;
  /** Whether what is shown is known to be right now. */
  readonly live: () => boolean;
}

export class Keeper {
  readonly #hooks: KeeperHooks;
  readonly #load: () => Promise<Database>;
  readonly #user: number;
  readonly #scope: string;
  #waiting: Changeset[] = [];
  #after = 0;
  /** Writes, one after the other; those that fail only leave what is kept older. */
  #last: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #minutes: ReturnType<typeof setInterval> | undefined;
  #kept = false;
  /** It may not be kept until there is a new snapshot. */
  #forgotten = false;

  constructor(hooks: KeeperHooks, load: () => Promise<Database> = keptDatabase) {
    this.#hooks = hooks;
    this.#load = load;
    this.#user = hooks.store.viewer.user_id;
    this.#scope = scopeOf(this.#user, hooks.store.projectId);
  }

  /** Keep what is shown from now on; `kept` says that the snapshot came from here. */
  start(kept: boolean): void {
    this.#kept = kept;
    this.#write(async (database) => {
      if (!this.#kept) await this.#keepAll(database);
      if (this.#hooks.live()) await database.reserve.fill(this.#user, this.#hooks.lease);
    }, true);
    this.#minutes = setInterval(() => {
      if (!isHidden()) this.#seen();
    }, MINUTE);
    if (typeof document !== "undefined") document.addEventListener("visibilitychange", this.#hide);
  }

  stop(): void {
    clearInterval(this.#minutes);
    if (typeof document !== "undefined") {
      document.removeEventListener("visibilitychange", this.#hide);
    }
    this.#flush();
  }

  /** These were written into the store. */
  applied(changeset: Changeset): void {
    this.#waiting.push(changeset);
    this.#timer ??= setTimeout(() => this.#flush(), TOGETHER);
  }

  /** What was kept may not be shown any more: rights changed, or the project is gone. */
  forget(): void {
    this.#waiting = [];
    this.#kept = false;
    this.#forgotten = true;
    this.#write((database) => database.snapshots.forget(this.#user, this.#hooks.store.projectId));
  }

  /** The store began afresh from a new snapshot. */
  renewed(): void {
    this.#waiting = [];
    this.#forgotten = false;
    this.#write((database) => this.#keepAll(database), true);
  }

  /** Keys that were leased ahead; rejects where there are none. */
  async keys(): Promise<Block> {
    if (typeof indexedDB === "undefined") throw new Error(say("keepsNothing"));
    const found = await (await this.#load()).reserve.take(this.#user);
    if (!found) throw new Error(say("noKeysHere"));
    return found;
  }

  #hide = (): void => {
    if (!isHidden()) return;
    this.#flush();
    this.#seen();
  };

  #seen(): void {
    if (!this.#kept || !this.#hooks.live()) return;
    this.#write((database) => database.snapshots.seen(this.#scope, Date.now()));
  }

  #flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const changesets = this.#waiting;
    this.#waiting = [];
    if (changesets.length === 0 || !this.#kept) return;
    this.#after += changesets.length;
    const anew = this.#after > MOST_AFTER;
    this.#write(async (database) => {
      if (anew) await this.#keepAll(database);
      else await database.snapshots.follow(this.#scope, changesets, Date.now());
    }, anew);
  }

  async #keepAll(database: Database): Promise<void> {
    // Asked for before it was forgotten, written after it.
    if (this.#forgotten) return;
    this.#after = 0;
    // What comes while it is written is written after it; what came before is in it.
    this.#kept = true;
    this.#waiting = [];
    await database.snapshots.keep(this.#hooks.store.snapshot(), Date.now());
  }

  #write(work: (database: Database) => Promise<unknown>, idle = false): void {
    if (typeof indexedDB === "undefined") return;
    this.#last = this.#last
      .then(() => (idle ? whenIdle() : undefined))
      .then(() => this.#load())
      .then(work)
      .catch(() => undefined);
  }
}

function whenIdle(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "undefined") setTimeout(resolve, 0);
    else requestIdleCallback(() => resolve(), { timeout: LATEST });
  });
}

/** A project as it was kept when it was last known to be right. */
export interface Found {
  readonly snapshot: Snapshot;
  readonly changesets: readonly Changeset[];
  readonly asOf: number;
}

/** The project as it is kept for whoever is signed in; null where it is not. */
export async function keptProject(projectId: number): Promise<Found | null> {
  if (typeof indexedDB === "undefined") return null;
  try {
    const database = await keptDatabase();
    const user = await database.answers.person();
    const found = user === null ? null : await database.snapshots.find(user, projectId);
    if (!found || user === null) return null;
    const ids = (await database.reserve.take(user)) ?? { next: 0, until: 0 };
    return { ...found, snapshot: { ...found.snapshot, ids }, asOf: found.at };
  } catch {
    return null;
  }
}

/** The server has no such project for whoever is signed in: nor has the browser any more. */
export async function forgetProject(projectId: number): Promise<void> {
  if (typeof indexedDB === "undefined") return;
  const database = await keptDatabase();
  const user = await database.answers.person();
  if (user !== null) await database.snapshots.forget(user, projectId);
}
