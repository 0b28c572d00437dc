/** Changes that no open page has in hand: how they are sent, chosen and let go. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { uuid } from "~/protocol/uuid";
import { apart, chosen } from "./choices";
import { type Kept, memoryJournal } from "./journal";
import { Outbox } from "./outbox";
import { restingOn } from "./resting";
import { FakeServer } from "./testing";

const SCOPE = "7:500";
const NAMES = ["A", "B", "C"] as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.clearAllTimers();
  vi.useRealTimers();
});

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

function kept(id: string, type: string, payload: object, more: Partial<Kept> = {}): Kept {
  return {
    id,
    scope: SCOPE,
    tab: "gone",
    order: Number(id),
    command: { id, type, schema: 1, base: { 500: 1 }, stream: 500, payload },
    optimistic: {},
    results: [],
    ...more,
  };
}

describe("what no page has open", () => {
  it("is sent in order, stops without a network, and keeps what was not taken", async () => {
    const server = new FakeServer();
    const journal = memoryJournal();
    const changes = [
      kept("1", "task.update", { id: 1, fields: { name: "one" } }),
      kept("2", "task.update", { id: 2, fields: { name: "clashes" } }),
      kept("3", "task.update", { id: 99, fields: { name: "nobody" } }),
      kept("4", "task.update", { id: 1, fields: { name: "four" } }),
    ];
    for (const one of changes) journal.add(one);
    server.other(2, { name: "theirs" });
    const states: boolean[] = [];
    const outbox = new Outbox(7, {
      transport: server,
      journal,
      tab: { id: "tab", isOpen: async () => false },
      changed: ({ away }) => void (away !== undefined && states.push(away)),
      sent: () => undefined,
    });
    server.down = true;
    await outbox.kick();
    expect([states, server.sets.length]).toEqual([[true], 1]);
    server.down = false;
    await settle(60_000);
    expect(NAMES.map((_, at) => server.truth.task(at + 1)?.name)).toEqual(["four", "theirs", "C"]);
    const left = await journal.all(SCOPE);
    expect(left.map((one) => [one.id, one.clash?.type, one.refused?.problem.status])).toEqual([
      ["2", "conflict", undefined],
      ["3", undefined, 404],
    ]);
    outbox.choose(left[0] as Kept, ["mine"]);
    outbox.drop(["3"]);
    await settle(60_000);
    expect(server.truth.task(2)?.name).toBe("clashes");
    expect(await journal.all(SCOPE)).toEqual([]);
    outbox.stop();
  });

  it("is taken back where it is by then: here, on its way, or at the server", async () => {
    const server = new FakeServer();
    const journal = memoryJournal();
    const tab = { id: "tab", isOpen: async () => false };
    const hooks = { transport: server, journal, tab, changed: () => undefined };
    const outbox = new Outbox(7, { ...hooks, sent: () => undefined });
    const shown = { task: 1, fields: {} };
    const deed = (id: string) =>
      kept(id, "task.update", { id: 1, fields: { name: "done" } }, { shown });
    const names = () => server.sets.map((one) => one.inputs.tasks?.updated[0]?.after.name);

    server.down = true;
    outbox.keep(deed("11"));
    await settle(10);
    outbox.takeBack(deed("11"), shown);
    server.down = false;
    await settle(60_000);
    expect([names(), await journal.all(SCOPE)]).toEqual([[], []]);

    outbox.keep(deed("12"));
    await settle(10);
    expect(names()).toEqual(["done"]);
    outbox.takeBack(deed("12"), shown);
    await settle(10);
    expect([names(), await journal.all(SCOPE)]).toEqual([["done", "A"], []]);

    const real = server.command.bind(server);
    server.command = (body, account) => {
      outbox.takeBack(deed("13"), shown);
      return real(body, account);
    };
    outbox.keep(deed("13"));
    await settle(60_000);
    expect([names(), await journal.all(SCOPE)]).toEqual([["done", "A", "done", "A"], []]);
    outbox.stop();
  });

  it("clashes with nobody where it was taken back, unless that was taken back too", async () => {
    const server = new FakeServer();
    server.other(1, { name: "theirs" });
    const undo = (id: string, commandId: string) =>
      kept(id, "undo", {}, { undoes: { commandId, changesetId: null } });
    const edit = kept("1", "task.update", { id: 1, fields: { name: "mine" } });
    for (const [undos, left] of [
      [[undo("2", "1")], []],
      [[undo("2", "1"), undo("3", "2")], ["1"]],
      [[undo("2", "1"), undo("3", "2"), undo("4", "3")], []],
    ] as const) {
      const journal = memoryJournal();
      // Made before the other's change was seen.
      for (const one of [{ ...edit, command: { ...edit.command, id: uuid() } }, ...undos]) {
        journal.add(one);
      }
      const tab = { id: "tab", isOpen: async () => false };
      const hooks = { transport: server, journal, tab, changed: () => undefined };
      const outbox = new Outbox(7, { ...hooks, sent: () => undefined });
      await outbox.kick();
      expect((await journal.all(SCOPE)).map((one) => one.id)).toEqual(left);
      expect(server.truth.task(1)?.name).toBe("theirs");
      outbox.stop();
    }
  });

  it("stays as it is while somebody else is signed in", async () => {
    const server = new FakeServer();
    const journal = memoryJournal();
    journal.add(kept("1", "task.update", { id: 1, fields: { name: "one" } }));
    const tab = { id: "tab", isOpen: async () => false };
    const hooks = { transport: server, journal, tab, changed: () => undefined };
    const outbox = new Outbox(7, { ...hooks, sent: () => undefined });
    server.account = 8;
    await outbox.kick();
    await settle(600_000);
    const [left] = await journal.all(SCOPE);
    expect([left?.refused, left?.clash]).toEqual([undefined, undefined]);
    expect([server.sets, server.asked]).toEqual([[], ["command task.update"]]);
    server.account = 7;
    await outbox.kick();
    expect(server.truth.task(1)?.name).toBe("one");
    expect(await journal.all(SCOPE)).toEqual([]);
    outbox.stop();
  });

  it("is left to the page that made it while that is open", async () => {
    const server = new FakeServer();
    const journal = memoryJournal();
    journal.add(kept("1", "task.update", { id: 1, fields: { name: "one" } }));
    const outbox = new Outbox(7, {
      transport: server,
      journal,
      tab: { id: "tab", isOpen: async (id) => id === "gone" },
      changed: () => undefined,
      sent: () => undefined,
    });
    await outbox.kick();
    expect(server.asked).toEqual([]);
    expect(await journal.all(SCOPE)).toHaveLength(1);
    outbox.stop();
  });
});

describe("a choice", () => {
  const both = kept("1", "task.update", { id: 1, fields: { name: "N", notes: "T", priority: 3 } });
  const place = (field: string) => ({
    table: "tasks",
    id: 1,
    field,
    yours: "mine",
    theirs: "theirs",
    by: "Ben",
    version: 4,
  });
  const problem = {
    type: "conflict",
    title: "",
    status: 409,
    detail: "",
    fields: [place("name"), place("notes")],
  };
  const fieldsOf = (one: Kept | null) =>
    (one?.command.payload as { fields: Record<string, unknown> } | undefined)?.fields;

  it("is made for each field, and what nobody else wrote is sent in any case", () => {
    expect(apart(both.command, 500, problem.fields)).toBe(true);
    const mixed = chosen(both, problem, ["mine", "theirs"], "x");
    expect(fieldsOf(mixed)).toEqual({ name: "N", priority: 3 });
    expect(mixed?.command).toMatchObject({ id: "x", base: { 500: 4 } });
    expect(fieldsOf(chosen(both, problem, ["theirs", "theirs"], "x"))).toEqual({ priority: 3 });
    expect(fieldsOf(chosen(both, problem, ["mine", "mine"], "x"))).toEqual({
      name: "N",
      notes: "T",
      priority: 3,
    });
  });

  it("is one for fields that mean nothing apart, and for what is more than fields", () => {
    const long = kept("1", "task.update", { id: 1, fields: { duration: 5, duration_unit: "d" } });
    const clash = { ...problem, fields: [place("duration"), place("duration_unit")] };
    expect(apart(long.command, 500, clash.fields)).toBe(false);
    expect(chosen(long, { ...clash, fields: [place("duration")] }, ["theirs"], "x")).toBeNull();
    const moved = kept("1", "task.progress", { id: 1, percent_complete: 50 });
    expect(apart(moved.command, 500, problem.fields)).toBe(false);
    expect(chosen(moved, problem, ["theirs", "theirs"], "x")).toBeNull();
    expect(chosen(moved, problem, ["mine", "mine"], "x")?.command.payload).toEqual({
      id: 1,
      percent_complete: 50,
    });
  });

  it("leaves out steps of several", () => {
    const commands = [
      { type: "task.update", payload: { id: 1, fields: { name: "N" } } },
      { type: "task.update", payload: { id: 2, fields: { notes: "T" } } },
    ];
    const batch = kept("1", "batch", { commands });
    const clash = { ...problem, fields: [place("name")] };
    const next = chosen(batch, clash, ["theirs"], "x");
    expect(next?.command.payload).toEqual({ commands: commands.slice(1) });
  });
});

describe("what rests on a change", () => {
  it("is what writes or points to the rows that it makes, and what rests on that", () => {
    const create = kept("1", "task.create", { id: 10, fields: { name: "A" } });
    const later = [
      kept("2", "task.create", { id: 11, parent_id: 10, fields: {} }),
      kept("3", "task.update", { id: 1, fields: { duration: 10 } }),
      kept("4", "link.create", { predecessor_id: 1, successor_id: 11 }),
      kept("5", "batch", { commands: [{ type: "task.delete", payload: { ids: [10] } }] }),
      kept("6", "undo", {}, { undoes: { commandId: "4", changesetId: null } }),
    ];
    expect(restingOn(create, later).map((one) => one.id)).toEqual(["2", "4", "5", "6"]);
  });
});
