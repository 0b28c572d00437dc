/** The offline queue as a whole: whatever happens in whatever order, no edit is lost, none made twice. */

import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Refusal } from "~/protocol/http";
import type { Conflict } from "~/store/types";
import { type Journal, memoryJournal } from "./journal";
import { LocalSession } from "./session";
import { FakeServer } from "./testing";

const SCOPE = "7:500";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

/** A browser with one page: it may be reloaded, and it may be without a network. */
class Browser {
  readonly server = new FakeServer();
  readonly journal: Journal = memoryJournal(true);
  readonly conflicts = new Map<string, Conflict>();
  session!: LocalSession;

  async open(): Promise<void> {
    const tab = { id: "tab", isOpen: async () => false };
    const around = { transport: this.server, journal: this.journal, tab, storage: null };
    const { down } = this.server;
    // What a page opens with is the browser's own copy where there is no network.
    this.server.down = false;
    const snapshot = await this.server.snapshot();
    this.server.down = down;
    this.session = new LocalSession(snapshot, around);
    this.conflicts.clear();
    this.session.onConflict((one) => this.conflicts.set(one.id, one));
    this.session.onProblem(() => undefined);
    await this.session.start();
    await settle();
  }

  async reload(): Promise<void> {
    this.session.close();
    await this.open();
  }

  edit(id: number, field: "name" | "notes", value: string): void {
    const before = { [field]: this.session.store.task(id)?.[field] };
    const updated = [{ id, before, after: { [field]: value } }];
    const optimistic = { tasks: { added: [], updated, removed: [] } };
    void this.session.send("task.update", { id, fields: { [field]: value } }, { optimistic });
  }

  network(on: boolean): void {
    this.server.down = !on;
    if (!on) for (const socket of [...this.server.sockets]) socket.drop(1006);
  }
}

type Step =
  | { do: "edit" | "other"; task: number; field: "name" | "notes" }
  | { do: "off" | "on" | "reload" | "deaf" | "undo" | "wait" };

/** Do all that in this order, then let the network be back for good. */
async function lived(steps: readonly Step[]): Promise<{ browser: Browser; made: number[] }> {
  const browser = new Browser();
  const { server } = browser;
  await browser.open();
  const made: number[] = [];
  for (const [at, one] of steps.entries()) {
    if (one.do === "edit") {
      browser.edit(one.task, one.field, `v${at}`);
      made.push(at);
    } else if (one.do === "other") server.other(one.task, { [one.field]: `o${at}` });
    else if (one.do === "off") browser.network(false);
    else if (one.do === "on") browser.network(true);
    else if (one.do === "deaf") server.deaf = !server.deaf;
    else if (one.do === "reload") await browser.reload();
    else if (one.do === "wait") await settle(3_000);
    else void browser.session.undo();
    await settle(10);
  }
  browser.network(true);
  server.deaf = false;
  await settle(120_000);
  return { browser, made };
}

/** What one's own edits wrote, in the order in which the server took them. */
function written({ server }: Browser): string[] {
  return server.sets
    .filter((set) => set.actor.id === 7 && set.undoes === null)
    .flatMap((set) => Object.values(set.inputs.tasks?.updated[0]?.after ?? {}) as string[]);
}

/** The clashes that somebody is asked about. */
const asked = (browser: Browser) => [...browser.conflicts.values()].filter((one) => !one.settled());

async function expectAtRest(browser: Browser): Promise<void> {
  const once = written(browser);
  expect(new Set(once).size).toBe(once.length);
  // What is kept is what somebody is asked about, and nothing else.
  const left = await browser.journal.all(SCOPE);
  const open = asked(browser).map((one) => one.id);
  expect(left.map((one) => one.id).sort()).toEqual(open.sort());
  expect(browser.session.pending()).toBe(0);
  for (const id of [1, 2, 3]) {
    expect(browser.session.store.task(id)).toEqual(browser.server.truth.task(id));
  }
}

const edits = fc.record({
  do: fc.constantFrom("edit" as const, "edit" as const, "other" as const),
  task: fc.constantFrom(1, 2, 3),
  field: fc.constantFrom("name" as const, "notes" as const),
});
const events = ["off", "on", "reload", "deaf", "wait"] as const;

function stepsOf(all: readonly ((typeof events)[number] | "undo")[]): fc.Arbitrary<Step[]> {
  const other = fc.record({ do: fc.constantFrom(...all) });
  const step = fc.oneof(
    { weight: 5, arbitrary: edits },
    { weight: 4, arbitrary: other },
  ) as fc.Arbitrary<Step>;
  return fc.array(step, { minLength: 4, maxLength: 24 });
}

describe("the offline queue", () => {
  it("loses no edit and makes none twice, whatever happens in between", async () => {
    const property = fc.asyncProperty(stepsOf(events), async (steps) => {
      const { browser, made } = await lived(steps);
      await expectAtRest(browser);
      const taken = written(browser);
      const open = asked(browser).flatMap((one) =>
        (one.problem.fields ?? []).map((field) => field.yours),
      );
      const where = (at: number) => {
        const { task, field } = steps[at] as { task: number; field: string };
        return `${task} ${field}`;
      };
      for (const at of made) {
        if (taken.includes(`v${at}`) || open.includes(`v${at}`)) continue;
        // Settled by a later edit of one's own to the same field, which was made over it.
        const later = made.filter((other) => other > at && where(other) === where(at));
        expect([at, later.length > 0]).toEqual([at, true]);
      }
      // Of what was taken, the later edit came later.
      const order = taken.map((value) => Number(value.slice(1)));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      browser.session.close();
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it("is at rest with undos between them too", async () => {
    const property = fc.asyncProperty(stepsOf([...events, "undo", "undo"]), async (steps) => {
      const { browser } = await lived(steps);
      await expectAtRest(browser);
      browser.session.close();
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it("keeps what was undone offline undone, through a reload", async () => {
    const browser = new Browser();
    await browser.open();
    browser.edit(1, "name", "one");
    await settle(10);
    browser.network(false);
    browser.edit(2, "name", "kept");
    void browser.session.undo();
    void browser.session.undo();
    await settle(10);
    expect(browser.session.store.task(1)?.name).toBe("A");
    await browser.reload();
    expect(browser.session.store.task(1)?.name).toBe("A");
    browser.network(true);
    await settle(60_000);
    expect([1, 2].map((id) => browser.server.truth.task(id)?.name)).toEqual(["A", "B"]);
    expect(await browser.journal.all(SCOPE)).toEqual([]);
  });

  it("clashes with nobody over what was taken back before it was sent", async () => {
    const browser = new Browser();
    await browser.open();
    for (const reload of [false, true]) {
      browser.network(false);
      browser.edit(1, "name", `regretted ${reload}`);
      await settle(10);
      void browser.session.undo();
      browser.edit(2, "name", `meant ${reload}`);
      await settle(10);
      if (reload) await browser.reload();
      browser.server.other(1, { name: `theirs ${reload}` });
      browser.network(true);
      await settle(60_000);
      expect([...browser.conflicts.keys()]).toEqual([]);
      expect(browser.server.truth.task(1)?.name).toBe(`theirs ${reload}`);
      expect(browser.server.truth.task(2)?.name).toBe(`meant ${reload}`);
      await expectAtRest(browser);
    }
  });

  it("asks about a clash where the undo was itself taken back", async () => {
    const browser = new Browser();
    await browser.open();
    browser.network(false);
    browser.edit(1, "name", "mine");
    await settle(10);
    void browser.session.undo();
    void browser.session.redo();
    await settle(10);
    browser.server.other(1, { name: "theirs" });
    browser.network(true);
    await settle(60_000);
    expect(asked(browser).map((one) => one.problem.fields?.[0]?.yours)).toEqual(["mine"]);
    await expectAtRest(browser);
  });

  it("can redo, not undo, what was taken back offline before a reload", async () => {
    const browser = new Browser();
    await browser.open();
    browser.network(false);
    browser.edit(1, "name", "one");
    await settle(10);
    void browser.session.undo();
    // Written down with what it takes back, at once.
    const [edit, back] = await browser.journal.all(SCOPE);
    expect(back?.undoes).toEqual({ commandId: edit?.id, changesetId: null });
    await browser.reload();
    expect([browser.session.canUndo, browser.session.canRedo]).toEqual([false, true]);
    void browser.session.redo();
    browser.network(true);
    await settle(60_000);
    expect(browser.server.truth.task(1)?.name).toBe("one");
    expect([browser.session.canUndo, browser.session.canRedo]).toEqual([true, false]);
    await expectAtRest(browser);
  });

  it("keeps what is refused after it waited, with all that rested on it", async () => {
    const browser = new Browser();
    await browser.open();
    browser.network(false);
    const { session } = browser;
    const id = session.newId();
    const row = { ...session.store.task(1), id, name: "New" };
    const optimistic = { tasks: { added: [row as never], updated: [], removed: [] } };
    void session.send("task.create", { id, fields: { name: "New" } }, { optimistic });
    browser.edit(id, "name", "New and named");
    browser.edit(2, "name", "Apart");
    const told: string[] = [];
    session.onProblem((problem) => told.push(problem.detail));
    await settle(20_000);
    const detail = "There is no such summary any more.";
    browser.server.command = refusing(browser.server, "task.create", detail);
    browser.network(true);
    await settle(60_000);
    const kept = await browser.journal.all(SCOPE);
    const [create, rename] = kept;
    expect(kept).toHaveLength(2);
    expect(create?.refused).toMatchObject({ problem: { detail }, because: null });
    expect(rename?.refused).toMatchObject({ because: create?.id });
    expect(create?.about?.project).toBe("Migration");
    expect(told).toEqual([detail]);
    expect(browser.server.truth.task(2)?.name).toBe("Apart");
    await browser.reload();
    expect((await browser.journal.all(SCOPE)).map((one) => one.id)).toEqual(
      kept.map((one) => one.id),
    );
    expect(browser.session.store.task(id)).toBeUndefined();
  });

  it("waits while somebody else is signed in, and is told once", async () => {
    const browser = new Browser();
    const { server } = browser;
    await browser.open();
    const told: string[] = [];
    browser.session.onProblem((problem) => told.push(problem.type));
    server.refusal = new Refusal({ type: "x", title: "Sign in", status: 401, detail: "Sign in." });
    browser.edit(1, "name", "mine");
    browser.edit(2, "name", "mine too");
    await settle(5_000);
    server.refusal = null;
    server.account = 8;
    await settle(60_000);
    expect([told, server.sets]).toEqual([["x", "other-account"], []]);
    expect(await browser.journal.all(SCOPE)).toHaveLength(2);
    expect(browser.session.store.task(1)?.name).toBe("mine");
    server.account = 7;
    await browser.reload();
    await settle(60_000);
    expect(server.truth.task(2)?.name).toBe("mine too");
    expect(await browser.journal.all(SCOPE)).toEqual([]);
  });

  it("is full at some time, and says so", async () => {
    const browser = new Browser();
    await browser.open();
    browser.network(false);
    for (let at = 0; at < 1000; at++) browser.edit(1, "name", `n${at}`);
    const outcome = await browser.session.send("task.update", { id: 1, fields: { name: "more" } });
    expect(outcome).toMatchObject({ ok: false, problem: { type: "full" } });
    expect(browser.session.pending()).toBe(1000);
  });
});

function refusing(server: FakeServer, type: string, detail: string): FakeServer["command"] {
  const real = server.command.bind(server);
  return async (body, account) => {
    if (!server.down && body.type === type) {
      throw new Refusal({ type: "invalid", title: "No", status: 422, detail });
    }
    return real(body, account);
  };
}
