/** Calendars, trees and people over a store. */

import { describe, expect, it } from "vitest";
import { newAssignment, newResource, newTask } from "~/commands/defaults";
import type { CalendarRow } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { projectRow, START, snapshotOf, tasksOf } from "~/store/testing";
import { drivingWork, durationBetween, finishOf, projectWork } from "./calendars";
import { fromIso, toIso } from "./moments";
import { formatAssignee, parseAssignees, resourceNamed } from "./people";
import { linesAbove, linesBelow, topsOf } from "./tree";

function calendar(id: number, values: Partial<CalendarRow>): CalendarRow {
  const row = { id, name: `c${id}`, base_id: null, week: null, exceptions: [], work_weeks: [] };
  return { ...row, country: "", project_id: null, ...values };
}

const at = (iso: string) => fromIso(iso) as number;
const ALL_DAY = [[540, 1020]];
const week = [ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, ALL_DAY, [], []];
const tuesday = at("2026-03-03T00:00") / 1440;

describe("calendars", () => {
  const calendars = [
    calendar(30, { week, exceptions: [{ first: tuesday, last: tuesday, intervals: [] }] }),
    calendar(31, { base_id: 30, week: [[], null, null, null, null, null, null] }),
    calendar(32, { base_id: 33 }),
    calendar(33, { base_id: 32 }),
  ];
  const tasks = tasksOf("A\nB\nC\nD\nE");
  const store = createProjectStore(
    snapshotOf({
      tables: {
        projects: [projectRow({ calendar_id: 30 })],
        calendars,
        tasks: tasks.map((task) =>
          newTask({
            ...task,
            ...(task.id === 2 ? { duration_unit: "ed" as const } : {}),
            ...(task.id === 3 ? { calendar_id: 31 } : {}),
            ...(task.id === 4 ? { calendar_id: 30 } : {}),
          }),
        ),
        resources: [newResource({ id: 60, name: "Ana", calendar_id: 31 })],
        assignments: [4, 5].map((task_id) =>
          newAssignment({ id: 80 + task_id, task_id, resource_id: 60 }),
        ),
      },
    }),
  );
  const task = (id: number) => store.task(id) ?? newTask({ id, rank: "a" });

  it.each([
    [1, "the project's", "2026-03-04T13:00"],
    [2, "round the clock", "2026-03-02T21:00"],
    [3, "its own", "2026-03-05T13:00"],
    [4, "its own cut with its people's", "2026-03-05T13:00"],
    [5, "its people's", "2026-03-05T13:00"],
  ])("of task %s is %s", (id, _, finish) => {
    const end = finishOf(store, task(id), START, 720);
    expect(toIso(end)).toBe(finish);
    expect(durationBetween(store, task(id), START, end)).toBe(720);
  });

  it("are compiled once, and a circle of bases ends", () => {
    expect(drivingWork(store, task(1))[0]).toBe(projectWork(store));
    const odd = { ...task(1), calendar_id: 32 };
    expect(drivingWork(store, odd)[0]?.spans(START, START + 1440)).toEqual([]);
    expect(durationBetween(store, task(1), START, START - 1440)).toBe(0);
  });

  it("count no rest before the finish, and none after it", () => {
    const parted = { ...task(1), splits: [[480, 960]] };
    const finish = (days: number) => START + days * 1440 + 480;
    // Monday; Tuesday is off, then two days of rest; then it goes on.
    const found = [0, 2, 3, 4].map((days) => durationBetween(store, parted, START, finish(days)));
    expect(found).toEqual([480, 480, 480, 960]);
  });

  it("give way to changed ones", () => {
    const before = projectWork(store).worksOn(tuesday);
    const updated = [{ id: 30, before: {}, after: { exceptions: [] } }];
    store.add({ id: "c", inputs: { calendars: { added: [], updated, removed: [] } }, results: [] });
    expect([before, projectWork(store).worksOn(tuesday)]).toEqual([false, true]);
  });
});

describe("the tree", () => {
  const store = createProjectStore(snapshotOf({ outline: "A\n  B\n    C\n  D\nE\n  F" }));
  const lines = store.outline();
  const ids = (some: readonly { id: number }[]) => some.map((line) => line.id);

  it("is walked up and down", () => {
    expect(ids(linesBelow(lines, lines[0] as never))).toEqual([2, 3, 4]);
    expect(ids(linesBelow(lines, lines[3] as never))).toEqual([]);
    expect(ids(linesAbove((id) => store.outlineLine(id), 3))).toEqual([2, 1]);
    expect(topsOf(lines, [3, 6, 2, 4])).toEqual([2, 4, 6]);
  });
});

describe("people", () => {
  it("are read with their shares", () => {
    expect(parseAssignees("@Ana, Ben Okafor [50%]; ana\nZoë (25%)")).toEqual([
      { name: "Ana" },
      { name: "Ben Okafor", units: 5000 },
      { name: "Zoë", units: 2500 },
    ]);
    expect(parseAssignees(" , ")).toEqual([]);
    expect([formatAssignee("Ana", 10_000), formatAssignee("Ben", 5000)]).toEqual([
      "Ana",
      "Ben [50%]",
    ]);
  });

  it("are found by what only one has", () => {
    const rows = [
      newResource({ id: 1, name: "Ana Lopez", initials: "AL", email: "al@x.org" }),
      newResource({ id: 2, name: "Ana Weber" }),
      newResource({ id: 3, name: "Ben Okafor" }),
      newResource({ id: 4, name: "Gone", active: false }),
    ];
    const found = ["ana lopez", "al", "AL@x.org", "ben", "ana", "gone"].map(
      (name) => resourceNamed(rows, name)?.id,
    );
    expect(found).toEqual([1, 1, 1, 3, undefined, undefined]);
  });
});
