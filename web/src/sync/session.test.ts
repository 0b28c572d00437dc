import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { renameTask } from "~/commands";
import type { Changeset } from "~/protocol/envelope";
import { Refusal } from "~/protocol/http";
import { seenAt } from "~/store/seen";
import { changesetOf, taskUpdate } from "~/store/testing";
import type { Conflict, Problem } from "~/store/types";
import { type Journal, memoryJournal } from "./journal";
import { LocalSession } from "./session";
import { FakeServer } from "./testing";

let server: FakeServer;
let journal: Journal;
let storage: Storage;

beforeEach(() => {
  vi.useFakeTimers();
  server = new FakeServer();
  journal = memoryJournal();
  storage = fakeStorage();
});

afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

function fakeStorage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
  } as unknown as Storage;
}

async function open(): Promise<LocalSession> {
  const tab = { id: "tab", isOpen: async () => false };
  const session = new LocalSession(await server.snapshot(), {
    transport: server,
    journal,
    tab,
    storage,
  });
  await session.start();
  await settle();
  return session;
}

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

function rename(session: LocalSession, id: number, name: string) {
  const payload = { id, fields: { name } };
  const before = { name: nameOf(session, id) ?? "" };
  const updated = [{ id, before, after: { name } }];
  const optimistic = { tasks: { added: [], updated, removed: [] } };
  return session.send("task.update", payload, { optimistic });
}

const nameOf = (session: LocalSession, id = 1) => session.store.task(id)?.name;

describe("changes", () => {
  it("show at once, are confirmed, and are told as one's own", async () => {
    const session = await open();
    const heard: [number, boolean][] = [];
    session.onChangeset((one: Changeset, own) => heard.push([one.version, own]));
    const sent = rename(session, 1, "mine");
    expect([nameOf(session), session.pending(), session.store.version]).toEqual(["mine", 1, 1]);
    const outcome = await sent;
    expect(outcome.ok && outcome.changeset?.version).toBe(2);
    expect([nameOf(session), session.pending(), session.store.version]).toEqual(["mine", 0, 2]);
    expect(session.store.pending).toEqual([]);
    server.other(2, { name: "theirs" });
    expect(nameOf(session, 2)).toBe("theirs");
    expect(heard).toEqual([
      [2, true],
      [3, false],
    ]);
  });

  it("go one after the other in the order they were made", async () => {
    const session = await open();
    const sent = ["one", "two", "three"].map((name) => rename(session, 1, name));
    expect([nameOf(session), session.pending()]).toEqual(["three", 3]);
    await Promise.all(sent);
    const written = server.sets.map((one) => one.inputs.tasks?.updated[0]?.after.name);
    expect(written).toEqual(["one", "two", "three"]);
  });

  it("that are refused go back and are told", async () => {
    const session = await open();
    const problems: Problem[] = [];
    session.onProblem((problem) => problems.push(problem));
    const detail = "A name is needed.";
    server.refusal = new Refusal({ type: "invalid", title: "No", status: 422, detail });
    const outcome = await rename(session, 1, "");
    expect(outcome).toMatchObject({ ok: false, problem: { status: 422 } });
    expect([nameOf(session), problems.map((one) => one.detail)]).toEqual(["A", [detail]]);
    expect(session.canUndo).toBe(false);
    expect(await journal.all("7:500")).toEqual([]);
  });

  it("are not made twice when an answer is lost", async () => {
    const session = await open();
    server.announces = false;
    server.deaf = true;
    const sent = rename(session, 1, "mine");
    await settle(3000);
    expect(session.connection()).not.toBe("offline");
    server.deaf = false;
    await settle(60_000);
    expect((await sent).ok).toBe(true);
    expect(server.sets).toHaveLength(1);
    expect(session.store.version).toBe(2);
  });

  it("write nothing over that came since what one looked at", async () => {
    const session = await open();
    const conflicts: Conflict[] = [];
    session.onConflict((conflict) => conflicts.push(conflict));
    const seen = session.store.version;
    server.other(1, { name: "theirs" });
    expect(nameOf(session)).toBe("theirs");
    const fields = { name: "mine" };
    const outcome = await session.send("task.update", { id: 1, fields }, { seen });
    expect(outcome).toMatchObject({ ok: false, problem: { type: "conflict" } });
    expect([conflicts.length, nameOf(session)]).toEqual([1, "theirs"]);
  });

  it("of a field that one began to write earlier meet what came since, and merge with all else", async () => {
    const session = await open();
    const { version } = session.store;
    server.other(2, { name: "theirs" });
    server.other(1, { notes: "theirs" });
    const merged = await renameTask(seenAt(session, version), 1, "mine");
    const clash = await renameTask(seenAt(session, version), 2, "mine");
    const again = await renameTask(seenAt(session, version), 1, "mine again");
    expect([merged.ok, clash.ok, again.ok]).toEqual([true, false, true]);
    expect([nameOf(session), nameOf(session, 2)]).toEqual(["mine again", "theirs"]);
  });

  it("wait for signing in again", async () => {
    const session = await open();
    const problems: number[] = [];
    session.onProblem((problem) => problems.push(problem.status));
    server.refusal = new Refusal({ type: "x", title: "Sign in", status: 401, detail: "Sign in." });
    const sent = rename(session, 1, "mine");
    await settle(5000);
    expect([problems, nameOf(session), session.pending()]).toEqual([[401], "mine", 1]);
    server.refusal = null;
    await settle(60_000);
    expect((await sent).ok).toBe(true);
  });
});

describe("without a connection", () => {
  it("changes are kept, through a reload too, and sent in order when it is back", async () => {
    const first = await open();
    server.down = true;
    server.projectSocket().drop(1006);
    void rename(first, 1, "offline");
    void rename(first, 2, "as well");
    await settle(20_000);
    expect([first.connection(), first.pending(), nameOf(first)]).toEqual(["offline", 2, "offline"]);

    const kept = await journal.all("7:500");
    expect(kept.map((one) => one.optimistic.tasks?.updated[0]?.id)).toEqual([1, 2]);
    server.down = false;
    // The page was reloaded: the first session is gone without a word.
    first.close();
    const again = await open();
    await settle(60_000);
    expect([nameOf(again), nameOf(again, 2), again.pending()]).toEqual(["offline", "as well", 0]);
    expect(server.sets).toHaveLength(2);
    expect(await journal.all("7:500")).toEqual([]);
    expect(again.connection()).toBe("live");
  });

  it("what others changed is caught up without a new snapshot", async () => {
    const session = await open();
    server.down = true;
    for (const socket of [...server.sockets]) socket.drop(1006);
    server.other(1, { name: "theirs" });
    server.other(2, { name: "theirs too" });
    await settle(5000);
    expect(nameOf(session)).toBe("A");
    server.down = false;
    await settle(60_000);
    expect([nameOf(session), nameOf(session, 2)]).toEqual(["theirs", "theirs too"]);
    expect(server.asked.filter((one) => one === "snapshot")).toHaveLength(1);
  });

  it("a clash keeps both values and lets the person choose mine", async () => {
    const session = await open();
    const conflicts: Conflict[] = [];
    const problems: Problem[] = [];
    session.onConflict((conflict) => conflicts.push(conflict));
    session.onProblem((problem) => problems.push(problem));
    server.down = true;
    for (const socket of [...server.sockets]) socket.drop(1006);
    const sent = rename(session, 1, "mine");
    server.other(1, { name: "theirs" });
    server.down = false;
    await settle(60_000);
    expect((await sent).ok).toBe(false);
    expect(problems).toEqual([]);
    expect(nameOf(session)).toBe("theirs");
    expect(conflicts[0]?.problem.fields).toMatchObject([
      { table: "tasks", id: 1, field: "name", yours: "mine", theirs: "theirs", by: "Ben" },
    ]);
    expect(conflicts[0]?.problem.fields?.[0]).toMatchObject({ version: 2, at: server.sets[0]?.at });
    // A reload before the choice must not lose it.
    expect(await journal.all("7:500")).toHaveLength(1);
    const kept = conflicts[0]?.keepMine();
    await settle();
    expect((await kept)?.ok).toBe(true);
    expect([nameOf(session), server.truth.task(1)?.name]).toEqual(["mine", "mine"]);
    expect(await journal.all("7:500")).toEqual([]);
  });

  it("a clash tells whoever listens later, and lets theirs stand", async () => {
    const session = await open();
    server.announces = false;
    server.other(1, { name: "theirs" });
    await rename(session, 1, "mine");
    const conflicts: Conflict[] = [];
    session.onConflict((conflict) => conflicts.push(conflict));
    expect(conflicts).toHaveLength(1);
    conflicts[0]?.keepTheirs();
    expect(await journal.all("7:500")).toEqual([]);
  });
});

describe("order", () => {
  it("is kept when a changeset comes before the one below it", async () => {
    const session = await open();
    server.announces = false;
    const [two, three, four] = ["two", "three", "four"].map((name) => server.other(1, { name }));
    const socket = server.projectSocket();
    socket.tell([four as Changeset]);
    expect([nameOf(session), session.store.version]).toEqual(["A", 1]);
    socket.tell([two as Changeset]);
    expect(nameOf(session)).toBe("two");
    socket.tell([three as Changeset]);
    expect([nameOf(session), session.store.version]).toEqual(["four", 4]);
    await settle(1000);
    expect(server.asked.filter((one) => one.startsWith("changesets project"))).toEqual([]);
  });

  it("asks for what does not come by itself", async () => {
    const session = await open();
    server.announces = false;
    server.other(1, { name: "lost" });
    server.projectSocket().tell([server.other(2, { name: "seen" })]);
    await settle(1000);
    expect([nameOf(session), nameOf(session, 2)]).toEqual(["lost", "seen"]);
    expect(server.asked.filter((one) => one.startsWith("changesets"))).toEqual([
      "changesets project 1",
    ]);
  });

  it("starts afresh in the same store where it is told to", async () => {
    const session = await open();
    const { store } = session;
    server.announces = false;
    server.other(1, { name: "new" });
    const sent = rename(session, 2, "mine");
    server.projectSocket().say({ type: "reset" });
    expect(nameOf(session, 2)).toBe("mine");
    await settle(1000);
    expect((await sent).ok).toBe(true);
    expect(session.store).toBe(store);
    expect([nameOf(session), nameOf(session, 2), store.version]).toEqual(["new", "mine", 3]);
    expect(store.pending).toEqual([]);
  });

  it("starts afresh where a changeset does not fit", async () => {
    const session = await open();
    server.announces = false;
    const right = server.other(1, { name: "right" });
    server.projectSocket().tell([{ ...right, inputs: taskUpdate(77, { name: "?" }) }]);
    await settle(1000);
    expect(nameOf(session)).toBe("right");
    expect(server.asked.filter((one) => one === "snapshot")).toHaveLength(2);
  });
});

describe("the connection", () => {
  it("comes back after it broke, with what was missed", async () => {
    const session = await open();
    expect(session.connection()).toBe("live");
    server.projectSocket().drop(1012);
    expect(session.connection()).toBe("connecting");
    server.other(1, { name: "missed" });
    await settle(2000);
    expect([session.connection(), nameOf(session)]).toEqual(["live", "missed"]);
  });

  it("is found dead when pings are not answered", async () => {
    const session = await open();
    const socket = server.projectSocket();
    server.silent = true;
    await settle(36_000);
    server.silent = false;
    await settle(5000);
    expect(server.projectSocket()).not.toBe(socket);
    expect(session.connection()).toBe("live");
  });

  it("does not come back where it is not wanted", async () => {
    const session = await open();
    const problems: number[] = [];
    session.onProblem((problem) => problems.push(problem.status));
    server.projectSocket().drop(4404);
    await settle(120_000);
    expect([problems, [...server.sockets].some((one) => one.kind === "project")]).toEqual([
      [404],
      false,
    ]);
  });

  it("says where one looks, not too often, and who else is there", async () => {
    const session = await open();
    for (let task_id = 1; task_id <= 50; task_id++) session.here({ view: "gantt", task_id });
    await settle(2000);
    const sent = () => server.projectSocket().sent.filter((one) => one.type === "here");
    expect(sent().map((one) => (one.at as { task_id: number }).task_id)).toEqual([1, 50]);
    const people = [
      { key: "a", user_id: 7, name: "Ana", at: {} },
      { key: "b", user_id: 8, name: "Ben", at: { view: "sheet" } },
    ];
    server.projectSocket().say({ type: "presence", people });
    expect(session.people().map((one) => one.name)).toEqual(["Ben"]);
    server.projectSocket().drop(1006);
    expect(session.people()).toEqual([]);
    await settle(2000);
    expect(sent().map((one) => (one.at as { task_id: number }).task_id)).toEqual([50]);
  });
});

describe("undo", () => {
  it("takes one's own last change back at once, and does it again", async () => {
    const session = await open();
    await rename(session, 1, "one");
    await rename(session, 1, "two");
    server.other(2, { name: "theirs" });
    const heard: boolean[] = [];
    session.onChangeset((_, own) => heard.push(own));
    const undone = session.undo();
    expect([nameOf(session), nameOf(session, 2)]).toEqual(["one", "theirs"]);
    expect((await undone)?.ok).toBe(true);
    expect([heard, session.store.pending]).toEqual([[true], []]);
    await session.undo();
    expect([nameOf(session), session.canUndo, session.canRedo]).toEqual(["A", false, true]);
    expect(await session.undo()).toBeNull();
    await session.redo();
    await session.redo();
    expect([nameOf(session), session.canUndo, session.canRedo]).toEqual(["two", true, false]);
    expect(server.truth.task(1)?.name).toBe("two");
    await session.undo();
    expect(server.truth.task(1)?.name).toBe("one");
    await rename(session, 3, "new");
    expect(session.canRedo).toBe(false);
  });

  it("leaves other projects that it wrote too to those: nothing is asked of them", async () => {
    const session = await open();
    const plain = server.command.bind(server);
    server.command = async (body, account) => {
      const answer = await plain(body, account);
      const left = { ...changesetOf(9, taskUpdate(77, { name: "gone" })), id: 901, stream: 4711 };
      return { ...answer, id: left.id, changesets: [left, ...answer.changesets] };
    };
    const outcome = await rename(session, 1, "pasted");
    expect(outcome.ok && outcome.changeset?.stream).toBe(session.store.projectId);
    await settle(5000);
    expect(server.asked.filter((one) => one.startsWith("changesets"))).toEqual([]);
    const undone = session.undo(outcome.ok ? outcome.changeset?.id : 0);
    expect(nameOf(session)).toBe("A");
    expect((await undone)?.ok).toBe(true);
    expect([nameOf(session), session.store.pending]).toEqual(["A", []]);
  });

  it("takes back one change out of several, and forgets what was taken back elsewhere", async () => {
    const session = await open();
    const first = await rename(session, 1, "one");
    const second = await rename(session, 2, "two");
    const ids = [first, second].map((one) => (one.ok ? one.changeset?.id : undefined));
    expect((await session.undo(ids[0]))?.ok).toBe(true);
    expect([nameOf(session), nameOf(session, 2)]).toEqual(["A", "two"]);
    expect(await session.undo(ids[0])).toBeNull();
    await session.redo();
    expect(nameOf(session)).toBe("one");
    // As the history or another tab does it.
    await server.undo(ids[1] as number, "elsewhere", 7);
    await settle();
    expect(nameOf(session, 2)).toBe("B");
    await session.undo();
    expect([nameOf(session), session.canUndo]).toEqual(["A", false]);
  });

  it("shows the results that the change had written over", async () => {
    const session = await open();
    const before = session.store.schedule(1);
    await rename(session, 1, "one");
    expect(session.store.schedule(1)?.start).toBe(2);
    const undone = session.undo();
    expect(session.store.schedule(1)).toEqual(before);
    await undone;
  });

  it("waits for a change that is still on its way", async () => {
    const session = await open();
    void rename(session, 1, "one");
    const undone = session.undo();
    expect(nameOf(session)).toBe("A");
    expect((await undone)?.ok).toBe(true);
    expect([nameOf(session), server.sets.length]).toEqual(["A", 2]);
  });

  it("of a change that was never sent sends nothing", async () => {
    const session = await open();
    server.down = true;
    void rename(session, 1, "first in line");
    const second = rename(session, 2, "second");
    await session.undo();
    expect((await second).ok).toBe(true);
    expect([nameOf(session, 2), session.pending()]).toEqual(["B", 1]);
    await session.redo();
    expect(nameOf(session, 2)).toBe("second");
    server.down = false;
    await settle(60_000);
    expect([server.truth.task(1)?.name, server.truth.task(2)?.name]).toEqual([
      "first in line",
      "second",
    ]);
  });

  it("lasts through a reload", async () => {
    const first = await open();
    await rename(first, 1, "one");
    first.close();
    const again = await open();
    expect(again.canUndo).toBe(true);
    await again.undo();
    expect(nameOf(again)).toBe("A");
  });
});

describe("keys", () => {
  it("come from the block, and from the next one before it ends", async () => {
    const session = await open();
    const keys = Array.from({ length: 300 }, () => 0);
    for (let place = 0; place < keys.length; place++) {
      keys[place] = session.newId();
      if (place % 50 === 0) await settle();
    }
    expect([keys[0], keys[255], keys[256]]).toEqual([1000, 1255, 5100]);
    expect(new Set(keys).size).toBe(300);
    expect(session.keysLeft()).toBeGreaterThan(0);
  });

  it("run out offline, and are there again when it is over", async () => {
    const session = await open();
    server.down = true;
    while (session.keysLeft()) session.newId();
    expect(() => session.newId()).toThrow(/No keys/);
    await settle();
    server.down = false;
    expect(() => session.newId()).toThrow(/No keys/);
    await settle();
    expect(session.newId()).toBeGreaterThan(5000);
  });
});
