import "fake-indexeddb/auto";
import { openDB } from "idb";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Refusal, unreachable } from "~/protocol/http";
import { uuid } from "~/protocol/uuid";
import { createProjectStore } from "~/store/index";
import { changesetOf, PROJECT, snapshotOf } from "~/store/testing";
import { backoff } from "./backoff";
import { type Kept, openJournal } from "./journal";
import { Keeper } from "./keeper";
import { type Database, openDatabase } from "./kept/database";
import { LiveSocket } from "./live";
import { Previews } from "./previews";
import { Renewal } from "./renewal";
import type { SocketLike } from "./transport";

describe("the journal in IndexedDB", () => {
  it("keeps commands by scope and in order, through opening it again", async () => {
    const kept = (id: string, scope: string, order: number): Kept => ({
      id,
      scope,
      tab: "t",
      order,
      command: { id, type: "task.update", schema: 1, base: { 1: 2 }, stream: 1, payload: {} },
      optimistic: {},
      results: [],
    });
    const journal = openJournal(() => openDatabase("test"), null);
    for (const one of [kept("b", "1:1", 2), kept("a", "1:1", 1), kept("c", "2:1", 3)]) {
      journal.add(one);
    }
    const again = openJournal(() => openDatabase("test"), null);
    await vi.waitFor(async () => expect(await again.all("1:1")).toHaveLength(2));
    expect((await again.all("1:1")).map((one) => one.id)).toEqual(["a", "b"]);
    again.remove("a");
    expect((await again.all("1:1")).map((one) => one.id)).toEqual(["b"]);
    expect((await again.everything(2))[0]).toEqual(kept("c", "2:1", 3));
  });
});

describe("writes of the journal", () => {
  it.each([0, 1, 2, 3, 4, 5, 6])(
    "are all done, however soon after the last one: %i",
    async (ticks) => {
      const put = vi.fn(async () => undefined);
      const journal = openJournal(async () => ({ commands: { put } }) as unknown as Database, null);
      const kept = { id: "a", scope: "1:1", tab: "t" } as Kept;
      journal.add(kept);
      for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
      journal.add({ ...kept, id: "b" });
      await vi.waitFor(() => expect(put).toHaveBeenCalledTimes(2));
    },
  );
});

describe("a live socket", () => {
  afterEach(() => vi.useRealTimers());

  it("finds out that nobody is there, though it never said a word", () => {
    vi.useFakeTimers();
    const sockets: SocketLike[] = [];
    const sent: string[] = [];
    const connect = (): SocketLike => {
      const send = (text: string) => void sent.push(text);
      const none = { onopen: null, onmessage: null, onclose: null, close: () => undefined };
      const socket: SocketLike = { readyState: 1, send, ...none };
      sockets.push(socket);
      return socket;
    };
    const nothing = () => undefined;
    const hooks = { onMessage: nothing, onChange: nothing, onRefused: nothing };
    const live = new LiveSocket({ connect, ...hooks });
    live.start();
    sockets[0]?.onopen?.();
    vi.advanceTimersByTime(60_000);
    expect(sent).toEqual(['{"type":"ping"}']);
    expect(sockets.length).toBeGreaterThan(1);
    live.stop();
  });
});

describe("what waits while it cannot be done", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("is written by one timer for all changes of the journal", async () => {
    vi.useFakeTimers();
    const load = vi.fn(() => Promise.reject(new Error("No disk.")));
    const journal = openJournal(load, null);
    for (let at = 0; at < 20; at++) {
      journal.remove(`${at}`);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(vi.getTimerCount()).toBe(1);
    load.mockClear();
    await vi.advanceTimersByTimeAsync(5_000);
    expect([load.mock.calls.length, vi.getTimerCount()]).toEqual([1, 1]);
  });

  it("is asked for ever more seldom, and only while somebody looks", async () => {
    vi.useFakeTimers();
    const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
    vi.stubGlobal("document", page);
    const show = (state: string) => {
      page.visibilityState = state;
      page.dispatchEvent(new Event("visibilitychange"));
    };
    let away = true;
    const snapshot = vi.fn(async () => {
      if (away) throw new Refusal(unreachable());
      return snapshotOf({ outline: "A" });
    });
    const renewed = vi.fn();
    const nothing = () => undefined;
    const hooks = { before: nothing, lost: nothing, failed: nothing, after: nothing };
    const renewal = new Renewal({ ...hooks, snapshot, renewed });
    void renewal.run();
    await vi.advanceTimersByTimeAsync(600_000);
    // Every 3 seconds that were 200.
    expect(snapshot.mock.calls.length).toBeGreaterThan(15);
    expect(snapshot.mock.calls.length).toBeLessThan(50);
    show("hidden");
    snapshot.mockClear();
    await vi.advanceTimersByTimeAsync(600_000);
    expect(snapshot).not.toHaveBeenCalled();
    away = false;
    show("visible");
    await vi.advanceTimersByTimeAsync(10);
    expect([snapshot.mock.calls.length, renewed.mock.calls.length]).toEqual([1, 1]);
  });
});

describe("a project kept for reading", () => {
  const scope = `7:${PROJECT}`;
  const store = () => createProjectStore(snapshotOf({ outline: "A" }));
  const rename = (version: number) => {
    const updated = [{ id: 1, before: { name: "A" }, after: { name: "B" } }];
    return changesetOf(version, { tasks: { added: [], updated, removed: [] } });
  };
  const lease = async () => ({ next: 1, until: 2 });

  it("leaves nothing behind where it is forgotten, nor is anything written after that", async () => {
    const database = await openDatabase("forgetting");
    const { snapshots } = database;
    const at = store().snapshot();
    await snapshots.keep(at, 1);
    await snapshots.follow(scope, [rename(2)], 2);
    expect(await snapshots.find(7, PROJECT)).toMatchObject({ at: 2, changesets: [{ version: 2 }] });
    await snapshots.forget(7, PROJECT);
    await snapshots.follow(scope, [rename(3)], 3);
    await snapshots.seen(scope, 4);
    // What a snapshot finds that is kept anew afterwards is of its own time alone.
    const raw = await openDB("forgetting");
    expect(await raw.count("changes")).toBe(0);
    // Left without a snapshot by an earlier version.
    await raw.put("changes", { scope, stream: 0, version: 0, at: 1, changeset: null });
    await database.forgetOthers(7);
    expect(await raw.count("changes")).toBe(1);
    await database.forgetOthers(null);
    expect(await raw.count("changes")).toBe(0);
    raw.close();
    await database.forgetOthers(7);
  });

  it("is kept no more by a page that is still open after its person signed out", async () => {
    const database = await openDatabase("signed-out");
    const keeper = new Keeper({ store: store(), lease, live: () => true }, async () => database);
    keeper.start(false);
    await vi.waitFor(async () => expect(await database.snapshots.find(7, PROJECT)).not.toBeNull());
    await database.forgetPerson(7);
    keeper.applied(rename(2));
    keeper.renewed();
    keeper.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await database.snapshots.find(7, PROJECT)).toBeNull();
    // Signed in again.
    await database.forgetOthers(7);
    keeper.renewed();
    await vi.waitFor(async () => expect(await database.snapshots.find(7, PROJECT)).not.toBeNull());
  });

  it("is not kept by what was asked for before it was to be forgotten", async () => {
    const database = await openDatabase("rights");
    let open: () => void = () => undefined;
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const load = () => opened.then(() => database);
    const keeper = new Keeper({ store: store(), lease, live: () => true }, load);
    keeper.start(false);
    keeper.forget();
    open();
    await vi.waitFor(async () => expect(await database.reserve.take(7)).not.toBeNull());
    keeper.applied(rename(2));
    keeper.stop();
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await database.snapshots.find(7, PROJECT)).toBeNull();
    keeper.renewed();
    await vi.waitFor(async () => expect(await database.snapshots.find(7, PROJECT)).not.toBeNull());
  });
});

describe("previews", () => {
  function asking() {
    const open: ((answer: string | null) => void)[] = [];
    const asked: string[] = [];
    const previews = new Previews<string, string>((question) => {
      asked.push(question);
      return new Promise((resolve) => open.push(resolve));
    });
    return { previews, asked, answer: (text: string) => open.shift()?.(text) };
  }

  it("ask one at a time, and of those that wait only the newest", async () => {
    const { previews, asked, answer } = asking();
    const [one, two, three] = ["1", "2", "3"].map((question) => previews.ask(question));
    expect(asked).toEqual(["1"]);
    expect(await two).toBeNull();
    answer("first");
    expect(await one).toBe("first");
    await Promise.resolve();
    expect(asked).toEqual(["1", "3"]);
    answer("third");
    expect(await three).toBe("third");
  });

  it("answer nothing once the change was made", async () => {
    const { previews, answer } = asking();
    const one = previews.ask("1");
    const two = previews.ask("2");
    previews.cancel();
    answer("late");
    expect([await one, await two]).toEqual([null, null]);
    const next = previews.ask("3");
    answer("again");
    expect(await next).toBe("again");
  });
});

describe("small parts", () => {
  it("make ids that are ones", () => {
    const made = new Set(Array.from({ length: 100 }, uuid));
    expect(made.size).toBe(100);
    for (const one of made) {
      expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it("wait longer after each failure, up to a limit", () => {
    for (let failures = 1; failures < 12; failures++) {
      const most = Math.min(30_000, 500 * 2 ** (failures - 1));
      expect(backoff(failures)).toBeGreaterThanOrEqual(most / 2);
      expect(backoff(failures)).toBeLessThanOrEqual(most);
    }
  });
});
