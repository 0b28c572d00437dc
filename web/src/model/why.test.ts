/** What drives a task as the plan at hand tells it. */

import { describe, expect, it } from "vitest";
import { newLink } from "~/commands/defaults";
import { createProjectStore } from "~/store/index";
import { columnsOf, projectRow, scheduleRow, snapshotOf, tasksOf } from "~/store/testing";
import { asksServer, drivenBy } from "./why";

describe("what drives a task", () => {
  const tasks = tasksOf("A\nB\nC\nD");
  const links = [
    newLink({ id: 70, predecessor_id: 1, successor_id: 2, lag: 480 }),
    newLink({ id: 71, predecessor_id: 2, successor_id: 3, type: "SS" }),
  ];
  const rows = [
    scheduleRow(1, { driver: "project_start" }),
    scheduleRow(2, { driver: "link", driver_id: 70 }),
    scheduleRow(3, { driver: "link", driver_id: 71 }),
    scheduleRow(4, { driver: "levelling", driver_id: null }),
  ];
  const snapshot = snapshotOf({ tables: { projects: [projectRow()], tasks, links } });
  const store = createProjectStore({ ...snapshot, results: { schedule: columnsOf(rows) } });

  it("is followed to the root, with what each step waits for", () => {
    const told = drivenBy(store, 3).map((step) => [step.task.name, step.kind, step.other]);
    expect(told).toEqual([
      ["C", "link", "B"],
      ["B", "link", "A"],
      ["A", "project_start", null],
    ]);
    expect(drivenBy(store, 3, 2)).toHaveLength(2);
  });

  it("is the status date where the project is scheduled from it", () => {
    const { start } = scheduleRow(1);
    const told = (from_status_date: boolean, status_date: number | null) => {
      const project = projectRow({ start: start - 1440, from_status_date, status_date });
      const tables = { projects: [project], tasks, links };
      const found = { ...snapshotOf({ tables }), results: { schedule: columnsOf(rows) } };
      return drivenBy(createProjectStore(found), 1).map((step) => step.kind);
    };
    expect(told(true, start)).toEqual(["status_date"]);
    expect(told(true, start + 1)).toEqual(["project_start"]);
    expect(told(true, null)).toEqual(["project_start"]);
    expect(told(false, start)).toEqual(["project_start"]);
  });

  it("is asked of the server only where people were levelled", () => {
    expect(asksServer(drivenBy(store, 3))).toBe(false);
    expect(asksServer(drivenBy(store, 4))).toBe(true);
    expect(drivenBy(store, 99)).toEqual([]);
  });
});
