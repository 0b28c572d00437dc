/** What is sent and shown; that the server agrees is held by sync/server.test.ts. */

import { beforeEach, describe, expect, it } from "vitest";
import type { TableChange } from "~/protocol/envelope";
import type { LinkRow, ResourceRow, Tables } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { changesetOf, columnsOf, START, scheduleRow, snapshotOf } from "~/store/testing";
import type { Outcome, Problem, ProjectSession, SendOptions } from "~/store/types";
import { newLink, newResource } from "./defaults";
import * as commands from "./index";

const OUTLINE = `
  Prepare
    Order
    Rack
  Move
    Copy
  Done
`;

interface Sent {
  type: string;
  payload: Record<string, unknown>;
  options: SendOptions;
}

let sent: Sent[];
let words: string[];
let session: ProjectSession;

function open(
  tables: { links?: LinkRow[]; resources?: ResourceRow[]; statuses?: Tables["statuses"][] } = {},
  keys = 100,
) {
  const { tasks, ...rest } = snapshotOf({ outline: OUTLINE }).tables;
  const snapshot = snapshotOf({ outline: OUTLINE, tables });
  const store = createProjectStore({ ...snapshot, tables: { ...rest, ...snapshot.tables } });
  expect(tasks?.id).toHaveLength(6);
  sent = [];
  words = [];
  let key = 1000;
  const send = async (type: string, payload: object, options: SendOptions = {}) => {
    sent.push({ type, payload: payload as Record<string, unknown>, options });
    store.add({ id: `c${sent.length}`, inputs: options.optimistic ?? {}, results: [] });
    return { ok: true, changeset: null, created: {}, notes: [] } as Outcome;
  };
  session = {
    store,
    send,
    batch: (list: object[], options?: SendOptions) => send("batch", { commands: list }, options),
    newId: () => key++,
    keysLeft: () => keys - (key - 1000),
    refuse: (problem: Problem) => {
      words.push(problem.detail);
      return { ok: false, problem };
    },
  } as unknown as ProjectSession;
}

beforeEach(() => open());

const names = () =>
  session.store.outline().map((line) => `${line.wbs} ${session.store.task(line.id)?.name}`);

describe("the outline", () => {
  it("is indented and outdented as it shows", async () => {
    await commands.indent(session, 6);
    expect(names().at(-1)).toBe("2.2 Done");
    await commands.outdent(session, [6]);
    expect(names().at(-1)).toBe("3 Done");
    expect(sent.map((one) => [one.type, one.payload])).toEqual([
      ["task.indent", { ids: [6] }],
      ["task.outdent", { ids: [6] }],
    ]);
  });

  it("moves whole branches in their order", async () => {
    await commands.moveTasks(session, [6, 2, 1], { below: 4 });
    expect(names()).toEqual(["1 Move", "1.1 Copy", "2 Prepare", "2.1 Order", "2.2 Rack", "3 Done"]);
    expect(sent[0]?.payload).toEqual({ ids: [1, 6], parent_id: null, after_id: 4 });
    await commands.moveBy(session, 6, -1);
    expect(names().at(2)).toBe("2 Done");
    await commands.moveBy(session, 4, -1);
    expect(sent).toHaveLength(2);
  });

  it.each<[string, () => Promise<Outcome>, string]>([
    ["the first is indented", () => commands.indent(session, 2), "nothing above to go under"],
    ["the top is outdented", () => commands.outdent(session, 4), "at the top level already"],
    [
      "a branch is moved into itself",
      () => commands.moveTasks(session, 1, { inside: 3 }),
      "into itself",
    ],
    ["a summary is sized", () => commands.setDuration(session, 1, "3d"), "as long as its tasks"],
    ["a summary is dated", () => commands.setStart(session, 1, "3 Mar"), "dates from its tasks"],
    ["a summary is done", () => commands.setProgress(session, 1, 50), "comes from its tasks"],
    ["it is too far", () => commands.setProgress(session, 2, "120"), "between 0 and 100"],
    ["no % is typed", () => commands.setProgress(session, 2, ""), "between 0 and 100"],
    [
      "no duration is typed",
      () => commands.setDuration(session, 2, "soon"),
      "“soon” is no duration",
    ],
    ["no date is typed", () => commands.setStart(session, 2, "someday"), "“someday” is no date"],
    ["no link is typed", () => commands.setPredecessors(session, 2, "99"), "There is no line 99"],
    ["it waits for itself", () => commands.setPredecessors(session, 2, "2"), "this task itself"],
    ["it waits for its summary", () => commands.linkTasks(session, 1, 2), "its own summary"],
    ["a constraint has no date", () => commands.setConstraint(session, 2, "mso"), "needs a date"],
    ["the task is gone", () => commands.renameTask(session, 77, "x"), "no longer there"],
    ["nothing is added", () => commands.quickAdd(session, " ", "last"), "what is to be done"],
    ["nothing is pasted", () => commands.pasteOutline(session, "\n", "last"), "nothing to paste"],
  ])("is refused in words where %s", async (_, act, text) => {
    const before = session.store.revision;
    expect((await act()).ok).toBe(false);
    expect(words.join()).toContain(text);
    expect([sent, session.store.revision]).toEqual([[], before]);
  });

  it("takes new tasks at once under the key that was asked for", async () => {
    const id = session.newId();
    await commands.addTask(session, { above: 2 }, { name: "New" }, id);
    expect(names()[1]).toBe("1.1 New");
    expect(sent[0]?.payload).toEqual({ id, parent_id: 1, before_id: 2, fields: { name: "New" } });
    expect(session.store.task(id)).toMatchObject({ duration: 480, estimated: true, number: 100 });
    expect(session.store.project.next_number).toBe(101);
  });

  it("sends what it cannot show where keys ran out", async () => {
    open({}, 0);
    await commands.addTask(session, "last", { name: "New" });
    await commands.pasteOutline(session, "A\n  B", "last");
    expect(sent[0]?.payload).toEqual({ parent_id: null, fields: { name: "New" } });
    expect(sent[1]?.payload.tasks).toEqual([
      { name: "A", level: 0 },
      { name: "B", level: 1 },
    ]);
    expect(session.store.rows("tasks").size).toBe(6);
  });

  it("deletes branches with what hangs on them", async () => {
    open({ links: [newLink({ id: 70, predecessor_id: 2, successor_id: 5 })] });
    await commands.deleteTasks(session, [1, 2]);
    expect(names()).toEqual(["1 Move", "1.1 Copy", "2 Done"]);
    expect(session.store.rows("links").size).toBe(0);
    expect(sent[0]?.payload).toEqual({ ids: [1] });
  });

  it("inserts a pasted outline in first place too", async () => {
    await commands.pasteOutline(session, "X\n\tY 2d @Ana after 1", { above: 1 });
    expect(names().slice(0, 3)).toEqual(["1 X", "1.1 Y", "2 Prepare"]);
    expect(sent[0]?.type).toBe("batch");
    const outcome = await commands.pasteOutline(session, "Name\tDuration\nZ\tlong", "last");
    expect(outcome.ok && outcome.notes[0]?.text).toContain("“long” is no duration");
  });
});

describe("links", () => {
  it("are what was typed, keeping those that stay", async () => {
    open({ links: [newLink({ id: 70, predecessor_id: 2, successor_id: 6 })] });
    await commands.setPredecessors(session, 6, "2FS+1d, 5SS");
    const links = [...session.store.rows("links").values()];
    expect(links).toMatchObject([
      { id: 70, predecessor_id: 2, lag: 480 },
      { predecessor_id: 5, type: "SS" },
    ]);
    const change = sent[0]?.options.optimistic?.links as TableChange<LinkRow>;
    expect([change.updated.length, change.added.length, change.removed.length]).toEqual([1, 1, 0]);
    await commands.setPredecessors(session, 6, "");
    expect(session.store.rows("links").size).toBe(0);
  });

  it("join a chain but for what is joined already", async () => {
    open({ links: [newLink({ id: 70, predecessor_id: 2, successor_id: 3 })] });
    await commands.linkChain(session, [2, 3, 5, 6]);
    expect(sent[0]?.payload.commands).toHaveLength(2);
    await commands.linkTasks(session, 2, 3);
    expect(words[0]).toContain("linked already");
    await commands.unlinkTasks(session, [5]);
    expect(sent.at(-1)?.payload).toEqual({ ids: [1000, 1001] });
  });
});

describe("people", () => {
  it("are found by name, and new ones stand in until they are known", async () => {
    const ana = newResource({ id: 60, name: "Ana Lopez", initials: "AL" });
    open({ resources: [ana, newResource({ id: 61, name: "Ben", active: false })] });
    await commands.setAssignees(session, [2], "ana [50%], Ben");
    const keys = session.store.index("assignments", "task_id").get(2) ?? [];
    expect(keys).toHaveLength(2);
    // Their keys are final at once: what is changed next need not wait for the answer.
    expect(sent[0]?.payload).toEqual({
      id: 2,
      resources: [
        { resource_id: 60, units: 5000, assignment_id: keys[0] },
        { name: "Ben", assignment_id: keys[1] },
      ],
    });
    expect(keys.every((key) => key > 0)).toBe(true);
    expect(session.store.rows("resources").size).toBe(3);
    await commands.setAssignees(session, [2], []);
    expect(session.store.rows("assignments").size).toBe(0);
  });
});

describe("dates", () => {
  it("pin a task only where it does not stand there anyhow", async () => {
    await commands.setStart(session, 2, START + 1440);
    expect(session.store.task(2)).toMatchObject({
      constraint: "snet",
      constraint_date: START + 1440,
    });
    await commands.setStart(session, 3, START);
    expect(session.store.task(3)?.constraint).toBe("asap");
    await commands.unpin(session, [2]);
    expect(session.store.task(2)).toMatchObject({ constraint: "asap", constraint_date: null });
  });

  it("follow what was typed, by the project's hours and from the value before", async () => {
    await commands.setStart(session, 2, "2026-03-05");
    expect(sent[0]?.payload).toEqual({ id: 2, start: START + 3 * 1440 });
    await commands.setFinish(session, 3, "2026-03-05");
    expect(sent[1]?.payload).toEqual({ id: 3, finish: START + 3 * 1440 + 480 });
    await commands.setStart(session, 2, "");
    expect(sent[2]).toMatchObject({ type: "task.update", payload: { id: 2 } });
  });

  it("of a bar's end are its duration in working time", async () => {
    await commands.resizeBar(session, 2, START + 1440 + 60);
    const row = session.store.task(2);
    // Monday nine to five without the lunch hour, and an hour on Tuesday from eight: two.
    expect(row).toMatchObject({ duration: 7 * 60 + 2 * 60, estimated: false });
    expect(sent[0]?.payload).toMatchObject({ id: 2, resize: true, finish: START + 1500 });
    await commands.resizeBarStart(session, 5, START - 60);
    expect(sent[1]?.payload).toEqual({ id: 5, start: START - 60, duration: 480 });
  });

  it("stay what they are when a task becomes manual", async () => {
    const results = { schedule: columnsOf([scheduleRow(2, { start: 10, finish: 20 })]) };
    (session.store as ReturnType<typeof createProjectStore>).apply([
      changesetOf(2, {}, { results }),
    ]);
    await commands.setManual(session, 2, true);
    expect(session.store.task(2)).toMatchObject({ manual_start: 10, manual_finish: 20 });
    await commands.setManual(session, 2, false);
    expect(session.store.task(2)).toMatchObject({ manual_start: null, manual_finish: null });
  });
});

describe("several tasks", () => {
  it("are one change", async () => {
    await commands.setField(session, [2, 3], "priority", 900);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.payload.commands).toEqual([
      { type: "task.update", payload: { id: 2, fields: { priority: 900 } } },
      { type: "task.update", payload: { id: 3, fields: { priority: 900 } } },
    ]);
    await commands.setField(session, [], "priority", 1);
    expect(sent).toHaveLength(1);
  });
});

describe("risks", () => {
  const risks = () => [...session.store.rows("risks").values()];
  const impacts = () => [...session.store.rows("risk_impacts").values()];

  it("show with what they hit at once, and go with it", async () => {
    const hit = { task_id: 2, delay: 480, share: 0 };
    await commands.addRisk(session, { name: "Late", probability: 2500 }, [hit]);
    expect(sent[0]?.payload).toMatchObject({ id: 1000, impacts: [hit] });
    expect(risks()).toMatchObject([{ id: 1000, name: "Late", active: true }]);
    expect(impacts()).toMatchObject([{ risk_id: 1000, ...hit }]);
    await commands.updateRisk(session, 1000, { active: false }, [{ ...hit, task_id: 3 }]);
    expect(risks()[0]?.active).toBe(false);
    expect(impacts()).toMatchObject([{ task_id: 3 }]);
    await commands.deleteRisk(session, 1000);
    expect([...risks(), ...impacts()]).toEqual([]);
  });

  it("groups take tasks in and let them go", async () => {
    await commands.addRiskGroup(session, { name: "Crew" }, [2, 3]);
    const of = (id: number) => session.store.task(id)?.risk_group_id;
    expect([of(2), of(3), of(5)]).toEqual([1000, 1000, null]);
    await commands.updateRiskGroup(session, 1000, {}, [3, 5]);
    expect([of(2), of(3), of(5)]).toEqual([null, 1000, 1000]);
    await commands.deleteRiskGroup(session, 1000);
    expect([of(3), of(5)]).toEqual([null, null]);
  });

  it("estimates are durations of the task's kind, and a class replaces them", async () => {
    await commands.setEstimate(session, 2, "pessimistic", "10d");
    expect(session.store.task(2)?.pessimistic).toBe(4800);
    await commands.setEstimate(session, 2, "pessimistic", "10ed");
    expect(words).toHaveLength(1);
    await commands.setConfidence(session, [2, 3], "low");
    expect(session.store.task(2)).toMatchObject({ confidence: "low", pessimistic: null });
    expect(sent.at(-1)?.type).toBe("batch");
    const { duration } = session.store.task(2) as { duration: number };
    await commands.setConfidence(session, [2, 3], { low: 75, high: 200 });
    expect(session.store.task(2)).toMatchObject({
      confidence: "",
      optimistic: Math.round(duration * 0.75),
      pessimistic: duration * 2,
    });
  });
});

describe("columns of the board", () => {
  const column = (id: number, rank: string) =>
    ({ id, name: `C${id}`, category: "todo", wip_limit: null, rank }) as Tables["statuses"];

  it("are placed beside two that came to the same rank at the same time", async () => {
    open({ statuses: [column(1, "a0"), column(2, "a1"), column(3, "a1"), column(4, "a2")] });
    await commands.moveColumn(session, 4, { afterId: 2 });
    expect(sent[0]?.payload).toMatchObject({ id: 4, after_id: 2 });
    expect(session.store.rows("statuses").get(4)?.rank).toSatisfy((rank: string) => rank > "a1");
    await commands.moveColumn(session, 1, { beforeId: 99 });
    expect(session.store.rows("statuses").get(1)?.rank).toSatisfy((rank: string) => rank < "a1");
  });
});
