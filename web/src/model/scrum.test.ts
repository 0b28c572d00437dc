/** What stands in sprints and the backlog, in which order, and what the next sprint is. */

import { describe, expect, it } from "vitest";
import { Draft } from "~/commands/draft";
import { moveToSprintStep } from "~/commands/sprints";
import type { Tables, TaskRow } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { projectRow, START, snapshotOf, tasksOf } from "~/store/testing";
import type { ProjectSession } from "~/store/types";
import { NO_FILTER } from "./filters";
import { TaskFields } from "./filters-fields";
import { compile } from "./filters-match";
import { filterFromText } from "./filters-text";
import { DAY, dayOf, weekdayOf } from "./moments";
import { listsOf, nextSprint, outsideOf, totalsOfItems } from "./scrum";
import { openSprints, pointsFrom, pointsText } from "./sprints";

const FIRST = dayOf(START) * DAY;
const columns: Tables["statuses"][] = [
  { id: 71, name: "To do", category: "todo", wip_limit: null, rank: "a0", shared_key: null },
  { id: 73, name: "Done", category: "done", wip_limit: null, rank: "a2", shared_key: null },
];

function sprint(id: number, values: Partial<Tables["sprints"]> = {}): Tables["sprints"] {
  const days = { start: FIRST, finish: FIRST + 12 * DAY };
  return {
    id,
    name: `Sprint ${id}`,
    goal: "",
    state: "planned",
    completed_at: "",
    ...days,
    ...values,
  };
}

const item = (task_id: number, sprint_id: number) => ({ id: 900 + task_id, task_id, sprint_id });

function open(
  change: Record<string, Partial<TaskRow>> = {},
  tables: { sprints?: Tables["sprints"][]; sprint_items?: Tables["sprint_items"][] } = {},
  project: Partial<Tables["projects"]> = {},
) {
  // Plan: Build (1) with Login (2), Reset (3); Later (4) with Search (5); Go (6).
  const tasks = tasksOf("Build\n  Login\n  Reset\nLater\n  Search\nGo").map((row) => ({
    ...row,
    ...change[row.name],
  }));
  return createProjectStore(
    snapshotOf({
      tables: { projects: [projectRow(project)], tasks, statuses: columns, ...tables },
    }),
  );
}

const shown = (store: ReturnType<typeof open>) =>
  listsOf(store).map((one) => [
    one.sprint?.name ?? "backlog",
    ...one.ids.map((id) => store.task(id)?.name),
  ]);

describe("lists", () => {
  it("holds what is to be done in no open sprint, ranked as the board is", () => {
    const store = open(
      { Go: { milestone: true }, Reset: { status_id: 73 }, Search: { board_rank: "a0" } },
      { sprints: [sprint(40)], sprint_items: [] },
    );
    expect(shown(store)).toEqual([["Sprint 40"], ["backlog", "Search", "Login"]]);
  });

  it("shows what is under way first, and what a completed sprint left in the backlog", () => {
    const store = open(
      {},
      {
        sprints: [
          sprint(40, { start: FIRST + 14 * DAY, finish: FIRST + 26 * DAY }),
          sprint(41, { start: null, finish: null }),
          sprint(42, { state: "active" }),
          sprint(43, { state: "complete" }),
        ],
        sprint_items: [item(2, 42), item(3, 43), item(5, 41)],
      },
    );
    expect(openSprints(store).map((one) => one.id)).toEqual([42, 40, 41]);
    expect(shown(store)).toEqual([
      ["Sprint 42", "Login"],
      ["Sprint 40"],
      ["Sprint 41", "Search"],
      ["backlog", "Reset", "Go"],
    ]);
  });

  it("keeps to one summary where the project says so; sprints hold what is outside of it too", () => {
    const store = open(
      {},
      { sprints: [sprint(40)], sprint_items: [item(5, 40)] },
      { backlog_id: 1 },
    );
    expect(shown(store)).toEqual([
      ["Sprint 40", "Search"],
      ["backlog", "Login", "Reset"],
    ]);
  });

  it("adds up points and the hours that are left", () => {
    const store = open({
      Login: { story_points: 300, status_id: 73, percent_complete: 100 },
      Reset: { story_points: 50, duration: 480, percent_complete: 50 },
    });
    const totals = totalsOfItems(store, [2, 3, 5]);
    expect(totals).toMatchObject({ points: 350, pointsDone: 300, unestimated: 1, done: 1 });
  });
});

describe("moving", () => {
  it("shows at once where the server will put it", () => {
    const store = open({}, { sprints: [sprint(40)], sprint_items: [item(2, 40), item(3, 40)] });
    const session = { store } as unknown as ProjectSession;
    const draft = new Draft(store);
    moveToSprintStep(session, [6, 5], 40, { afterId: 2 }).write?.(draft);
    const rank = (id: number) => draft.task(id).board_rank;
    expect(rank(6) < rank(5)).toBe(true);
    expect(
      draft
        .where("sprint_items", "sprint_id", 40)
        .map((row) => row.task_id)
        .sort(),
    ).toEqual([2, 3, 5, 6]);
    moveToSprintStep(session, [2], null).write?.(draft);
    expect(draft.where("sprint_items", "task_id", 2)).toEqual([]);
  });
});

describe("dates and filters", () => {
  it("tells what the plan has outside of a sprint, as long as it is not begun or done", () => {
    const task = (values: Partial<TaskRow>) =>
      ({ ...tasksOf("A")[0], id: 2, ...values }) as TaskRow;
    const store = open();
    // The plan has it on the first day.
    expect(outsideOf(store, sprint(40), task({}))).toBeNull();
    const later = sprint(41, { start: FIRST + DAY, finish: FIRST + 9 * DAY });
    expect(outsideOf(store, later, task({}))).toBe("before");
    expect(outsideOf(store, later, task({ actual_start: START }))).toBeNull();
    const over = sprint(42, { start: FIRST - 9 * DAY, finish: FIRST });
    expect(outsideOf(store, over, task({}))).toBe("after");
    expect(outsideOf(store, over, task({ percent_complete: 100 }))).toBeNull();
    expect(outsideOf(store, sprint(43, { start: null, finish: null }), task({}))).toBeNull();
  });

  it("proposes the next sprint after the last, as long, from a Monday", () => {
    const name = (n: number) => `Sprint ${n}`;
    const first = nextSprint(open(), START, name);
    expect([weekdayOf(first.start), weekdayOf(first.finish - DAY)]).toEqual([0, 4]);
    const monday = first.start;
    const last = sprint(2, { name: "Sprint 2", start: monday, finish: monday + 12 * DAY });
    const next = nextSprint(open({}, { sprints: [last] }), START, name);
    expect(next).toEqual({ name: "Sprint 3", start: monday + 14 * DAY, finish: monday + 26 * DAY });
  });

  it("proposes what follows the sprint that ends, counted on, from today where it would be over", () => {
    const name = (n: number) => `Sprint ${n}`;
    const monday = FIRST;
    const ends = sprint(2, { name: "Blue 9", start: monday, finish: monday + 12 * DAY });
    const far = sprint(3, { name: "Red 4", start: monday + 90 * DAY, finish: monday + 97 * DAY });
    const store = open({}, { sprints: [ends, far] });
    expect(nextSprint(store, START, name, ends)).toEqual({
      name: "Blue 10",
      start: monday + 14 * DAY,
      finish: monday + 26 * DAY,
    });
    const later = nextSprint(store, START + 30 * DAY, name, ends);
    expect([later.start, later.finish - later.start]).toEqual([monday + 30 * DAY, 12 * DAY]);
  });

  it("finds the tasks of the active sprint, and puts a new card into the one asked for", () => {
    const store = open(
      {},
      {
        sprints: [sprint(40), sprint(41, { state: "active" })],
        sprint_items: [item(2, 41), item(3, 40)],
      },
    );
    const found = (text: string) => {
      const test = compile(filterFromText(text) ?? NO_FILTER, "", new TaskFields(store));
      return [...store.rows("tasks").values()]
        .filter((row) => test(row.id, row))
        .map((row) => row.id);
    };
    expect(found("sprint:is:active")).toEqual([2]);
    expect(found("sprint:is:40")).toEqual([3]);
    expect(found("sprint:none")).toEqual([1, 4, 5, 6]);
  });

  it("reads and writes story points in hundredths", () => {
    expect([pointsFrom("5"), pointsFrom("0,5"), pointsFrom(""), pointsFrom("x")]).toEqual([
      500,
      50,
      null,
      undefined,
    ]);
    expect([pointsText(50), pointsText(null)]).toEqual(["0.5", ""]);
  });
});
