/**
 * The intents against a real server: what shows at once must be what the server then says.
 * Runs where HEADWAY_URL and HEADWAY_TOKEN name one; tests/web starts it.
 */

import { describe, expect, it } from "vitest";
import * as commands from "~/commands";
import { statusesOf } from "~/model/workflow";
import { problemOf, Refusal } from "~/protocol/http";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession, ProjectStore } from "~/store/types";
import { i18next } from "~/text/i18n";
import { held } from "~/views/gantt/testing";
import { dragged } from "~/views/moving/testing";
import { memoryJournal } from "./journal";
import { LocalSession } from "./session";
import type { SocketLike, Transport } from "./transport";

const url = process.env.HEADWAY_URL ?? "";
const headers = { Authorization: `Bearer ${process.env.HEADWAY_TOKEN}` };

async function call<T>(method: string, path: string, body?: unknown, more = {}): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...headers, "Content-Type": "application/json", ...more },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Refusal(problemOf(response.status, text));
  return JSON.parse(text) as T;
}

type Options = { headers: Record<string, string> };
const Socket = WebSocket as unknown as new (address: string, options: Options) => SocketLike;

const transport: Transport = {
  snapshot: (id) => call("GET", `/projects/${id}/snapshot`),
  changesets: (kind, stream, since) => call("GET", `/${kind}s/${stream}/changesets?since=${since}`),
  command: (body) => call("POST", "/commands", body),
  undo: (id, key) => call("POST", `/changesets/${id}/undo`, {}, { "Idempotency-Key": key }),
  preview: (id, list) => call("POST", `/projects/${id}/preview`, { commands: list }),
  leaseIds: () => call("POST", "/ids", {}),
  socket: (kind, stream, query) => {
    const search = new URLSearchParams(
      Object.entries(query).map(([name, value]) => [name, `${value}`]),
    );
    const address = `${url.replace("http", "ws")}/ws/${kind}s/${stream}?${search}`;
    return new Socket(address, { headers });
  },
};

async function open(id: number): Promise<LocalSession> {
  const tab = { id: "t", isOpen: async () => false };
  const around = { transport, journal: memoryJournal(), tab, storage: null };
  const session = new LocalSession(await transport.snapshot(id), around);
  await session.start();
  return session;
}

async function newProject(): Promise<number> {
  const me = await call<{ workspaces: { id: number; demo: boolean }[] }>("GET", "/me");
  const workspace_id = me.workspaces.find((one) => !one.demo)?.id;
  const body = { name: "Check", start: "2026-03-02T09:00", country: "DE", workspace_id };
  const made = await call<{ created: { projects: number[] } }>("POST", "/projects", body);
  return made.created.projects[0] as number;
}

/** What a store shows, without the keys that only the server can give and fields set `apart`. */
function shown(store: ProjectStore, apart: readonly (keyof TaskRow)[] = []) {
  const resources = store.rows("resources");
  const sorted = (texts: string[]) => texts.sort();
  const links = [...store.rows("links").values()].map((row) =>
    [row.predecessor_id, row.type, row.successor_id, row.lag, row.lag_kind, row.lag_unit].join(" "),
  );
  const people = [...store.rows("assignments").values()].map(
    (row) => `${row.task_id} ${resources.get(row.resource_id)?.name} ${row.units}`,
  );
  return {
    tasks: [...store.rows("tasks").values()]
      .sort((a, b) => a.id - b.id)
      .map((row) => ({ ...row, ...Object.fromEntries(apart.map((field) => [field, null])) })),
    outline: store.outline().map((line) => `${line.wbs} ${line.id}`),
    links: sorted(links),
    people: sorted(people),
    names: sorted([...resources.values()].map((row) => row.name)),
    next: store.project.next_number,
  };
}

/** Do something and hold what shows at once against what the server makes of it. */
async function same(
  session: ProjectSession,
  act: () => Promise<Outcome>,
  apart: readonly (keyof TaskRow)[] = [],
): Promise<Outcome> {
  const acting = act();
  const atOnce = shown(session.store, apart);
  const outcome = await acting;
  expect(outcome.ok ? "ok" : outcome.problem.detail).toBe("ok");
  expect(session.pending()).toBe(0);
  expect(atOnce).toEqual(shown(session.store, apart));
  return outcome;
}

function named(session: ProjectSession, name: string): number {
  const found = [...session.store.rows("tasks").values()].find((row) => row.name === name);
  if (!found) throw new Error(`There is no task ${name}.`);
  return found.id;
}

describe.skipIf(!url)("against a real server", { timeout: 60_000 }, () => {
  it("every intent shows at once what the server then says", async () => {
    const session = await open(await newProject());
    const { store } = session;
    const id = (name: string) => named(session, name);
    const do_ = (act: () => Promise<Outcome>) => same(session, act);
    await do_(() => commands.addTask(session, "last", { name: "A" }));
    await do_(() => commands.quickAdd(session, "B 3d @Ana @Zoë after 1 by 20 Mar 2026", "last"));
    await do_(() => commands.quickAdd(session, "First 4h", { above: id("A") }));
    await do_(() => commands.quickAdd(session, "Second !", { below: id("First") }));
    await do_(() =>
      commands.pasteOutline(session, "P\n\tQ 2d\n\tR 1w @Zoë after 2\n\t\tS", "last"),
    );
    await do_(() => commands.addTask(session, { inside: id("P") }, { name: "T" }));
    await do_(() => commands.addTask(session, { above: id("Q") }, { name: "U", milestone: true }));
    await do_(() => commands.renameTask(session, id("A"), "  Anew "));
    await do_(() => commands.renameTask(session, id("Anew"), "A"));
    await do_(() => commands.setDuration(session, id("A"), "2.5d?"));
    await do_(() => commands.setDuration(session, [id("Q"), id("T")], "2ed"));
    await do_(() => commands.setDuration(session, id("First"), "0"));
    await do_(() => commands.setDuration(session, id("First"), "1d"));
    await do_(() => commands.setMilestone(session, id("T"), true));
    await do_(() => commands.setMilestone(session, id("T"), false));
    await do_(() => commands.linkTasks(session, id("First"), id("A"), { type: "SS", lag: 60 }));
    await do_(() => commands.linkChain(session, [id("Q"), id("T"), id("U")]));
    await do_(() => commands.setPredecessors(session, id("B"), "1FS+1d, 3FF+50%"));
    const link = commands.linkBetween(session, id("First"), id("A")) as number;
    await do_(() => commands.setRelation(session, link, "FS-2h"));
    await do_(() => commands.unlink(session, link));
    await do_(() => commands.unlinkTasks(session, [id("Q"), id("T")]));
    await do_(() => commands.setAssignees(session, id("A"), "Ana [50%], New Person"));
    // How long it takes with other people the task's type says: the server works that out.
    await same(session, () => commands.setAssignees(session, [id("A"), id("B")], "Zoë"), [
      "duration",
    ]);
    const date = store.schedule(id("A"))?.start ?? 0;
    await do_(() => commands.setStart(session, id("A"), date + 3 * 1440));
    await do_(() => commands.moveBar(session, id("A"), date + 4 * 1440));
    await do_(() => commands.unpin(session, id("A")));
    await do_(() => commands.setFinish(session, id("A"), date + 9 * 1440));
    await do_(() => commands.setConstraint(session, id("A"), "mso", date + 1440));
    await do_(() => commands.setConstraint(session, id("A"), "asap"));
    const end = store.schedule(id("A"))?.finish ?? 0;
    await do_(() => commands.resizeBar(session, id("A"), end + 1440));
    await do_(() => commands.resizeBarStart(session, id("A"), date + 1440));
    await do_(() => commands.setManual(session, id("B"), true));
    await do_(() => commands.setStart(session, id("B"), "23 Mar 2026"));
    await do_(() =>
      commands.resizeBar(session, id("B"), (store.schedule(id("B"))?.finish ?? 0) + 1440),
    );
    await do_(() => commands.setManual(session, id("B"), false));
    await do_(() => commands.setDeadline(session, id("A"), "1 Apr 2026"));
    await do_(() => commands.setProgress(session, [id("A"), id("Q")], "40%"));
    await do_(() => commands.setActuals(session, id("A"), { remaining_duration: 960 }));
    await do_(() => commands.setActuals(session, id("A"), { actual_duration: 301 }));
    await do_(() => commands.setActuals(session, id("A"), { remaining_duration: 700 }));
    await do_(() => commands.setActuals(session, id("A"), { actual_duration: 5000 }));
    await do_(() => commands.setProgress(session, id("A"), 100));
    await do_(() => commands.setProgress(session, id("A"), 0));
    await do_(() => commands.setField(session, id("A"), "priority", 900));
    await do_(() => commands.setActive(session, id("T"), false));
    await do_(() => commands.setNotes(session, id("T"), "Why not?"));
    await do_(() => commands.indent(session, [id("B"), id("A")]));
    await do_(() => commands.outdent(session, [id("B")]));
    await do_(() => commands.outdent(session, [id("Q")]));
    await do_(() => commands.moveTasks(session, [id("T"), id("R")], { above: id("Second") }));
    await do_(() => commands.moveTasks(session, [id("T")], { parentId: id("P") }));
    await do_(() => commands.moveBy(session, [id("First")], 1));
    await do_(() => commands.updateProject(session, { name: "Checked", minutes_per_day: 450 }));
    await do_(() => commands.deleteTasks(session, [id("R"), id("S")]));
    const done = shown(store);
    for (let step = 0; step < 12; step++) await session.undo();
    for (let step = 0; step < 12; step++) await session.redo();
    expect(shown(store)).toEqual(done);
    const fresh = await open(store.projectId);
    expect(shown(fresh.store)).toEqual(done);
    expect(new Map(fresh.store.schedules())).toEqual(new Map(store.schedules()));
    session.close();
    fresh.close();
  });

  it("cards and columns stand at once where the server then says", async () => {
    const session = await open(await newProject());
    const { store } = session;
    const id = (name: string) => named(session, name);
    const column = (name: string) => {
      const found = statusesOf(store).find((one) => one.name === name);
      if (!found) throw new Error(`There is no column ${name}.`);
      return found.id;
    };
    const order = () =>
      statusesOf(store).map(({ name, category, wip_limit }) => [name, category, wip_limit]);
    // The minute at which something is begun or done may be the next one by then.
    const moved = async (act: () => Promise<Outcome>) => {
      const acting = act();
      const atOnce = order();
      await same(session, () => acting, ["actual_start", "actual_finish"]);
      expect(atOnce).toEqual(order());
    };
    await commands.pasteOutline(session, "A 2d\nB 1d\nC 3d\nD 1w\nE", "last");
    await moved(() => commands.moveCards(session, id("B"), column("Doing")));
    await moved(() => commands.moveCards(session, [id("C"), id("A")], column("Doing")));
    await moved(() => commands.moveCards(session, id("D"), column("Doing"), { beforeId: id("C") }));
    await moved(() => commands.moveCards(session, id("B"), column("Doing"), { afterId: id("A") }));
    await moved(() => commands.moveCards(session, id("B"), column("Done")));
    await moved(() => commands.moveCards(session, id("A"), column("Done")));
    await moved(() => commands.moveCards(session, id("A"), column("Doing")));
    await moved(() => commands.setProgress(session, id("A"), 30));
    await moved(() => commands.moveCards(session, id("A"), column("Done")));
    await moved(() => commands.followBoard(session, id("A")));
    await moved(() => commands.moveCards(session, id("A"), column("To do")));
    await moved(() =>
      commands.quickAddCard(session, "F 2d @Ana by 20 Mar 2026", "last", column("Doing")),
    );
    await moved(() => commands.archiveCards(session, [id("B"), id("F")]));
    const review = { name: "Review", category: "doing" as const, wip_limit: 2 };
    await moved(() => commands.addColumn(session, review, { afterId: column("Doing") }));
    await moved(() =>
      commands.moveColumn(session, column("Review"), { beforeId: column("To do") }),
    );
    await moved(() => commands.updateColumn(session, column("Review"), { name: "Checked" }));
    await moved(() => commands.moveCards(session, id("E"), column("Checked")));
    expect((await commands.deleteColumn(session, column("Checked"), column("Done"))).ok).toBe(true);
    expect(store.task(id("E"))?.percent_complete).toBe(100);
    const fresh = await open(store.projectId);
    expect(shown(fresh.store)).toEqual(shown(store));
    session.close();
    fresh.close();
  });

  it("two people see each other's changes and each other, and undo their own", async () => {
    const project = await newProject();
    const [one, two] = [await open(project), await open(project)];
    const heard: [string, boolean][] = [];
    two.onChangeset((changeset, own) => heard.push([changeset.type, own]));
    await until(() => one.connection() === "live" && two.connection() === "live");
    const id = one.newId();
    await commands.addTask(one, "last", { name: "Seen" }, id);
    await until(() => two.store.task(id)?.name === "Seen" && two.store.schedule(id) !== undefined);
    await commands.setAssignees(two, id, "Somebody");
    await until(() => one.store.rows("assignments").size === 1);
    await until(() => one.store.rows("resources").size === two.store.rows("resources").size);
    await one.undo();
    await until(() => !one.canUndo);
    // The other's assignment stands in the way: nothing is lost, and the words say whose it is.
    expect(one.store.task(id)?.name ?? "gone").toBe(two.store.task(id)?.name ?? "gone");
    await two.undo();
    await until(() => one.store.rows("assignments").size === 0);
    expect(heard.filter(([, own]) => own).length).toBeGreaterThan(1);
    expect(heard.filter(([, own]) => !own).length).toBeGreaterThan(0);
    one.close();
    two.close();
  });

  it("previews what a drag would do, and refuses in words", async () => {
    const session = await open(await newProject());
    await commands.pasteOutline(session, "A 2d\nB 2d after 1", "last");
    const [a, b] = ["A", "B"].map((name) => named(session, name)) as [number, number];
    const before = session.store.schedule(b);
    const start = (session.store.schedule(a)?.start ?? 0) + 7 * 1440;
    const preview = await session.preview([commands.rescheduleStep(a, { start })]);
    expect(preview?.problem).toBeNull();
    expect(preview?.schedule.get(b)?.start).toBeGreaterThan(before?.start ?? 0);
    expect(session.store.schedule(b)).toEqual(before);
    const circle = await session.preview([commands.linkStep(b, a)]);
    expect(circle?.problem?.detail).toContain("wait for each other");
    const refused = await commands.linkTasks(session, b, a);
    expect(refused).toMatchObject({ ok: false, problem: { status: 422 } });
    expect(session.store.rows("links").size).toBe(1);
    session.close();
  });

  it("what is said while a bar is dragged is what its drop does", async () => {
    await i18next.changeLanguage("en");
    const session = await open(await newProject());
    const { store } = session;
    const names = Object.keys(SAID);
    await commands.pasteOutline(session, names.map((name) => `${name} 2d`).join("\n"), "last");
    const id = (name: string) => named(session, name);
    const begin = (store.schedule(id("Pinned"))?.start ?? 0) + 7 * 1440;
    await commands.setStart(session, id("Pinned"), begin);
    await commands.setPredecessors(session, id("Waits"), "1");
    await commands.setPredecessors(session, id("With"), "1FF+1d");
    await commands.setPredecessors(session, id("Mile"), "1");
    await commands.setMilestone(session, id("Mile"), true);
    await commands.setPredecessors(session, id("Lagged"), "1FS+3ed");
    await commands.setDuration(session, id("Elapsed"), "2ed");
    await commands.setSplits(session, id("Parted"), [[480, 960]]);
    await commands.setManual(session, [id("Hand"), id("Both")], true);
    await commands.setProgress(session, [id("Begun"), id("Both")], 50);
    await commands.setProgress(session, id("Done"), 100);
    await commands.setFinish(session, id("Fixed"), begin + 480);
    await commands.setConstraint(session, id("Must"), "mso", begin);
    await commands.setConstraint(session, id("Late"), "alap");
    for (const [name, said] of Object.entries(SAID)) {
      const found: string[] = [];
      for (const [how, days] of DRAGS.slice(0, said.length)) {
        found.push(await dragged(session, id(name), how, days));
      }
      expect(found, name).toEqual(said);
    }
    session.close();
  });

  it("what is said while a branch, several bars, a mark or a part is dragged is what the drop does", async () => {
    await i18next.changeLanguage("en");
    const session = await open(await newProject());
    const { store } = session;
    const lines =
      "Before 2d\nPhase\n  First 2d\n  Then 3d\n  Begun 4d\n  Alone 2d\nAfter 2d\nSplit 3d";
    await commands.pasteOutline(session, lines, "last");
    const id = (name: string) => named(session, name);
    const day = (name: string) => Math.floor((store.schedule(id(name))?.start ?? 0) / 1440);
    await commands.setPredecessors(session, id("First"), "1");
    await commands.setPredecessors(session, id("Then"), "3");
    await commands.setPredecessors(session, id("After"), "2");
    await commands.setProgress(session, id("Begun"), 25);
    await commands.setSplits(session, id("Split"), [
      [480, 480],
      [960, 480],
    ]);
    const finish = store.schedule(id("Then"))?.finish ?? 0;
    await commands.setDeadline(session, id("Then"), finish);
    await commands.setConstraint(session, id("Alone"), "snet", store.schedule(id("Alone"))?.start);

    // A week later: both tasks that wait for nothing in it are pinned, the one that has begun stays.
    const branch = await held(session, id("Phase"), "body", 7);
    expect(branch.said).toMatch(/^Branch \+5d: starts .* · pins 2 tasks · 1 stays · moves 4 tasks/);
    expect(branch.moved).toEqual({ First: 7, Then: 7, Alone: 7, After: 7 });
    // Back, what waits for something outside of it cannot come along, and nothing is pinned for it.
    const back = await held(session, id("Phase"), "body", -7);
    expect(back.said).toMatch(/“First”: Waits for “Before” to finish/);
    expect(back.moved).toEqual({});
    // Two that are linked: the second follows the first, so that it needs no pin of its own.
    const both = await held(session, id("Then"), "body", 7, [id("First"), id("Then")]);
    expect(both.moved).toEqual({ First: 7, Then: 7, After: 7 });
    expect(both.pinned).toEqual(["First"]);
    const deadline = await held(session, id("Then"), "deadline", -7);
    expect(deadline.said).toMatch(/^Deadline .* It finishes 5d later, on /);
    expect(deadline.moved).toEqual({});
    const pin = await held(session, id("Alone"), "pin", 7);
    expect(pin.said).toMatch(/^Not before .* · it starts /);
    expect(pin.moved).toEqual({ Alone: 7 });
    // A summary that is scheduled by hand goes along with its branch.
    await commands.setManual(session, id("Phase"), true);
    const dates = store.schedule(id("Phase"));
    const byHand = await held(session, id("Phase"), "body", 7);
    expect(byHand.moved).toEqual({ First: 7, Then: 7, Alone: 7, After: 7 });
    expect(byHand.finishes.Phase).toBe((dates?.finish ?? 0) + 7 * 1440);
    await commands.setManual(session, id("Phase"), false);
    const was = store.schedule(id("Split"))?.finish ?? 0;
    const part = await held(session, id("Split"), "part-1", 7);
    expect(part.said).toMatch(/^Part 2 from .* · it finishes /);
    expect(part.finishes.Split).toBe(was + 7 * 1440);
    expect(day("Split")).toBe(day("Before"));
    session.close();
  });
});

const DRAGS = [
  ["move", 5],
  ["move", -9],
  ["finish", 3],
  ["start", -3],
] as const;

/** By task, what each of the drags says of it that it can be held for. */
const SAID = {
  Pinned: ["Not before", "No longer pinned: starts, held", "5d, until", "3d, from"],
  Waits: ["Not before", "Starts, held", "3d, until", "4d, from, held"],
  Must: ["Not before", "Not before", "5d, until", "3d, from"],
  Hand: ["Starts", "Starts", "5d, until", "3d, from"],
  Begun: ["Actual start", "Actual start", "5d, until"],
  Both: ["Actual start", "Actual start", "5d, until"],
  Done: ["refused: It cannot finish before it starts.", "Actual start", "Actual finish"],
  Fixed: ["Not before", "No longer pinned: starts, held", "5d, until, held", "5d, from"],
  With: ["Not before", "Starts, held", "4d, until, held", "4d, from"],
  Mile: ["Not before", "Starts, held"],
  Lagged: ["Not before", "Starts, held", "5d, until", "3d, from, held"],
  Elapsed: ["Not before", "Starts, held", "5ed, until", "5ed, from, held"],
  Parted: ["Not before", "Starts, held", "3d, until"],
  Late: ["Not before", "Not before", "5d, until, held", "3d, from"],
};

async function until(test: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!test()) {
    if (Date.now() > end) throw new Error(`Waited too long for ${test}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
