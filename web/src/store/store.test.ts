import { describe, expect, it } from "vitest";
import { newAssignment, newResource, newTask } from "~/commands/defaults";
import type { Changeset, Inputs } from "~/protocol/envelope";
import { createProjectStore, OutOfStep } from "./index";
import {
  changesetOf,
  columnsOf,
  PROJECT,
  scheduleRow,
  snapshotOf,
  tasksOf,
  taskUpdate,
  WORKSPACE,
} from "./testing";

const OUTLINE = `
  Prepare
    Order
    Rack
  Move
    Copy
      Verify
`;

describe("the outline", () => {
  it("stands in order with levels and codes", () => {
    const store = createProjectStore(snapshotOf({ outline: OUTLINE }));
    const seen = store.outline().map((line) => `${line.wbs} ${store.task(line.id)?.name}`);
    expect(seen).toEqual([
      "1 Prepare",
      "1.1 Order",
      "1.2 Rack",
      "2 Move",
      "2.1 Copy",
      "2.1.1 Verify",
    ]);
    expect(store.outline().map((line) => line.line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(store.outlineLine(5)).toMatchObject({ level: 1, parentId: 4, hasChildren: true });
  });

  it("stays the same object while names and dates change", () => {
    const store = createProjectStore(snapshotOf({ outline: OUTLINE }));
    const before = store.outline();
    store.apply([changesetOf(2, taskUpdate(2, { name: "Order racks", duration: 960 }))]);
    expect(store.outline()).toBe(before);
    store.apply([changesetOf(3, taskUpdate(2, { parent_id: 4, rank: "Zz" }))]);
    expect(store.outline()).not.toBe(before);
    expect(store.outline().map((line) => line.id)).toEqual([1, 3, 4, 2, 5, 6]);
    // The first line did not move: it is the same object, so its row need not be drawn again.
    expect(store.outline()[0]).toBe(before[0]);
  });

  it("shows a branch whose summary is out of sight at the top", () => {
    const [prepare, ...rest] = tasksOf(OUTLINE);
    const store = createProjectStore(snapshotOf({ tables: { tasks: rest } }));
    expect(prepare?.id).toBe(1);
    expect(store.outlineLine(2)).toMatchObject({ level: 0, parentId: null, wbs: "1" });
  });
});

describe("confirmed changes", () => {
  it("make new objects of changed rows alone", () => {
    const store = createProjectStore(snapshotOf());
    const [one, two] = [store.task(1), store.task(2)];
    const links = store.rows("links");
    store.apply([changesetOf(2, taskUpdate(1, { name: "A!" }))]);
    expect(store.task(1)).toEqual({ ...one, name: "A!" });
    expect(store.task(2)).toBe(two);
    expect(store.rows("links")).toBe(links);
    expect([store.version, store.revision]).toEqual([2, 1]);
  });

  it("are told apart as written, known and too early", () => {
    const store = createProjectStore(snapshotOf());
    const sets = [1, 2, 4, 3].map((version) =>
      changesetOf(version, taskUpdate(1, { name: `v${version}` })),
    );
    expect(store.apply(sets)).toEqual(["known", "applied", "gap", "applied"]);
    expect([store.task(1)?.name, store.version]).toEqual(["v3", 3]);
  });

  it("of the workspace count by its own versions", () => {
    const store = createProjectStore(snapshotOf());
    const other = changesetOf(2, {}, { stream: WORKSPACE });
    expect(store.apply([other, changesetOf(1, {}, { stream: 999 })])).toEqual(["applied", "known"]);
    expect([store.version, store.workspaceVersion]).toEqual([1, 2]);
  });

  it("write and remove results", () => {
    const store = createProjectStore(snapshotOf());
    const late = scheduleRow(2, { start: 99, finish: 100 });
    const results = { schedule: columnsOf([late]) };
    store.apply([changesetOf(2, {}, { results, removed_results: { schedule: [3] } })]);
    expect(store.schedule(2)).toEqual(late);
    expect(store.schedule(3)).toBeUndefined();
  });

  it("that do not fit change nothing and say so", () => {
    const store = createProjectStore(snapshotOf());
    const good = changesetOf(2, taskUpdate(1, { name: "x" }));
    expect(() => store.apply([good, changesetOf(3, taskUpdate(77, { name: "x" }))])).toThrow(
      OutOfStep,
    );
    expect([store.version, store.task(1)?.name]).toEqual([1, "A"]);
  });
});

describe("changes on their way", () => {
  it("show at once and give way to what the server says", () => {
    const store = createProjectStore(snapshotOf());
    store.add({ id: "c1", inputs: taskUpdate(1, { name: "mine" }), results: [] });
    expect(store.task(1)?.name).toBe("mine");
    store.apply([changesetOf(2, taskUpdate(1, { name: "Mine" }), { command_id: "c1" })]);
    expect([store.task(1)?.name, store.pending]).toEqual(["Mine", []]);
  });

  it("of two streams are shown until both have confirmed them, in either order", () => {
    const rows = {
      resources: [newResource({ id: -1, name: "Noor" })],
      assignments: [newAssignment({ id: 900, task_id: 1, resource_id: -1, units: 10_000 })],
    };
    const added = (table: "resources" | "assignments", values: object): Inputs => ({
      [table]: { added: [{ ...rows[table][0], ...values }], updated: [], removed: [] },
    });
    const mine = { ...added("resources", {}), ...added("assignments", {}) } as Inputs;
    const workspace = changesetOf(2, added("resources", { id: 77 }), {
      stream: WORKSPACE,
      command_id: "c1",
    });
    const project = changesetOf(2, added("assignments", { resource_id: 77 }), { command_id: "c1" });
    for (const order of [
      [workspace, project],
      [project, workspace],
    ] as const) {
      const store = createProjectStore(snapshotOf());
      const seen: unknown[] = [];
      store.subscribe(() => {
        const row = store.rows("assignments").get(900);
        seen.push(store.rows("resources").get(row?.resource_id ?? 0)?.name);
      });
      store.add({ id: "c1", inputs: mine, results: [] });
      store.apply([order[0]]);
      store.apply([order[1]]);
      expect(seen).toEqual(["Noor", "Noor", "Noor"]);
      expect(store.pending).toEqual([]);
      expect([...store.rows("resources").keys()]).toEqual([77]);
    }
    const store = createProjectStore(snapshotOf());
    store.add({ id: "c1", inputs: mine, results: [] });
    store.apply([project]);
    store.writtenIn("c1", [PROJECT]);
    expect(store.pending).toEqual([]);
  });

  it("are taken back without touching others", () => {
    const store = createProjectStore(snapshotOf());
    const before = store.task(1);
    store.add({ id: "c1", inputs: taskUpdate(1, { name: "one" }), results: [] });
    store.add({ id: "c2", inputs: taskUpdate(1, { notes: "two" }), results: [] });
    store.drop("c1");
    expect(store.task(1)).toMatchObject({ name: "A", notes: "two" });
    store.drop("c2");
    expect(store.task(1)).toBe(before);
  });

  it("stay over what others change, as the same objects where nothing did", () => {
    const store = createProjectStore(snapshotOf());
    store.add({ id: "c1", inputs: taskUpdate(1, { name: "mine" }), results: [] });
    const mine = store.task(1);
    store.apply([changesetOf(2, taskUpdate(2, { name: "theirs" }))]);
    expect(store.task(1)).toBe(mine);
    store.apply([changesetOf(3, taskUpdate(1, { notes: "theirs" }))]);
    expect(store.task(1)).toMatchObject({ name: "mine", notes: "theirs" });
  });

  it("leave out what somebody deleted meanwhile", () => {
    const store = createProjectStore(snapshotOf());
    store.add({ id: "c1", inputs: taskUpdate(1, { name: "mine" }), results: [] });
    const removed = [store.confirmed.tables.get("tasks")?.rows.get(1)] as never[];
    store.apply([changesetOf(2, { tasks: { added: [], updated: [], removed } })]);
    expect(store.task(1)).toBeUndefined();
  });

  it("cost little each, however many wait", () => {
    const outline = Array.from({ length: 10_000 }, () => "t").join("\n");
    const store = createProjectStore(snapshotOf({ outline }));
    const times: number[] = [];
    for (let change = 0; change < 300; change++) {
      const added = [newTask({ id: 20_000 + change, rank: "zz", name: "new" })];
      const tasks = { added, updated: taskUpdate(5, { duration: change }).tasks?.updated ?? [] };
      const begun = performance.now();
      store.add({ id: `c${change}`, inputs: { tasks: { ...tasks, removed: [] } }, results: [] });
      times.push(performance.now() - begun);
    }
    expect(Math.min(...times.slice(200))).toBeLessThan(4);
    expect(store.task(5)?.duration).toBe(299);
    expect(store.outline().length).toBe(10_300);
  });

  it("leave lines alone that did not move while others wait", () => {
    const store = createProjectStore(snapshotOf({ outline: OUTLINE }));
    const added = [newTask({ id: 90, rank: "zz", name: "new" })];
    store.add({ id: "c1", inputs: { tasks: { added, updated: [], removed: [] } }, results: [] });
    const lines = store.outline();
    store.add({ id: "c2", inputs: taskUpdate(1, { name: "x" }), results: [] });
    expect(store.outline()).toBe(lines);
    store.apply([changesetOf(2, taskUpdate(2, { name: "theirs" }))]);
    expect(store.outline()).toBe(lines);
    store.drop("c1");
    expect(store.outline()).not.toBe(lines);
    expect(store.outline()).toHaveLength(6);
  });

  it("stay over a new snapshot", () => {
    const store = createProjectStore(snapshotOf());
    store.add({ id: "c1", inputs: taskUpdate(1, { name: "mine" }), results: [] });
    store.reset({ ...snapshotOf({ outline: "X\nY" }), version: 9 });
    expect([store.version, store.task(1)?.name, store.task(2)?.name]).toEqual([9, "mine", "Y"]);
  });

  it("cannot leave anything behind, in whatever order they are answered", () => {
    for (let seed = 1; seed <= 150; seed++) fuzz(seed);
  });
});

/** Random changes of one's own and of others, confirmed, refused and overtaken at random. */
function fuzz(seed: number): void {
  let state = seed * 7919;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const snapshot = snapshotOf({ outline: OUTLINE });
  const store = createProjectStore(snapshot);
  const truth = createProjectStore(snapshot);
  let version = 1;
  let nextId = 2000;
  let command = 0;
  const waiting: { id: string; inputs: Inputs }[] = [];

  const anyChange = (of: typeof truth): Inputs => {
    const ids = [...of.rows("tasks").keys()];
    const id = ids[random(ids.length)] ?? 1;
    const kind = random(4);
    if (kind === 0) return taskUpdate(id, { name: `n${random(1000)}`, duration: random(9) });
    if (kind === 1) {
      const added = [newTask({ id: nextId++, rank: `b${random(100)}5`, name: "new" })];
      return { tasks: { added, updated: [], removed: [] } };
    }
    if (kind === 2 && ids.length > 3) {
      const row = of.task(id);
      return row ? { tasks: { added: [], updated: [], removed: [row] } } : {};
    }
    return taskUpdate(id, { rank: `c${random(100)}5` });
  };
  /** What the server makes of a change: only what still fits. */
  const confirmed = (inputs: Inputs, command_id: string): Changeset => {
    const change = inputs.tasks ?? { added: [], updated: [], removed: [] };
    const tasks = {
      added: change.added.map((row) => ({ ...row, number: version })),
      updated: change.updated.filter((one) => truth.task(one.id)),
      removed: change.removed.flatMap((row) => truth.task(row.id) ?? []),
    };
    version += 1;
    const rows = [...truth.rows("tasks").keys()]
      .slice(0, random(4))
      .map((id) => scheduleRow(id, { start: random(1000) }));
    const results = { schedule: columnsOf(rows) };
    return changesetOf(version, { tasks }, { command_id, results });
  };
  const arrive = (changeset: Changeset) => {
    truth.apply([changeset]);
    store.apply([changeset]);
  };

  for (let step = 0; step < 60; step++) {
    const what = random(5);
    if (what <= 1) {
      command += 1;
      const change = { id: `c${command}`, inputs: anyChange(store) };
      store.add({
        ...change,
        results: random(2) ? [scheduleRow(random(6) + 1, { start: 5 })] : [],
      });
      waiting.push(change);
    } else if (what === 2) arrive(confirmed(anyChange(truth), "theirs"));
    else {
      const [one] = waiting.splice(random(waiting.length), 1);
      if (one && what === 3) arrive(confirmed(one.inputs, one.id));
      else if (one) store.drop(one.id);
    }
    store.outline();
  }
  for (const { id } of waiting) store.drop(id);
  const fresh = createProjectStore(snapshot);
  for (const one of [store, truth]) expect(one.pending).toEqual([]);
  expect(new Map(store.rows("tasks"))).toEqual(new Map(truth.rows("tasks")));
  expect(new Map(store.schedules())).toEqual(new Map(truth.schedules()));
  expect(store.outline()).toEqual(truth.outline());
  expect(store.version).toBe(version);
  expect(fresh.version).toBe(1);
}
