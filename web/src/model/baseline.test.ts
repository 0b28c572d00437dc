import { describe, expect, it, vi } from "vitest";
import { newAssignment, newResource } from "~/commands/defaults";
import { createProjectStore } from "~/store/index";
import {
  changesetOf,
  columnsOf,
  type PlanOptions,
  START,
  scheduleRow,
  snapshotOf,
  tasksOf,
} from "~/store/testing";
import { costsPlanned, varianceOf } from "./baseline";
import { effortsOf } from "./effort";
import { TaskFields } from "./filters-fields";
import { compile } from "./filters-match";

const SEES = ["plan.read", "plan.edit", "costs.read", "rates.read"];
const [phase, first, second] = [1, 2, 3] as const;

/** A phase of two tasks of a day each, of which the first takes two days and 24 hours by now. */
function plan(capabilities = SEES, more: PlanOptions["tables"] = {}) {
  const baseline = { id: 50, number: 0, name: "", taken_at: "" };
  const saved = (id: number, duration: number, work: number) => ({
    id: 60 + id,
    baseline_id: 50,
    task_id: id,
    start: START,
    finish: START + duration,
    duration,
    work,
  });
  const store = createProjectStore(
    snapshotOf({
      capabilities,
      tables: {
        tasks: tasksOf("Phase\n  First\n  Second"),
        resources: [newResource({ id: 600, name: "Ana" })],
        assignments: [
          newAssignment({
            id: 700,
            task_id: first,
            resource_id: 600,
            work: 1440,
            actual_work: 480,
          }),
        ],
        baselines: [baseline],
        baseline_tasks: [saved(phase, 960, 960), saved(first, 480, 480), saved(second, 480, 480)],
        ...more,
      },
    }),
  );
  const dates = [
    scheduleRow(phase, { start: START, finish: START + 1440, duration: 1440 }),
    scheduleRow(first, { start: START, finish: START + 960, duration: 960 }),
    scheduleRow(second, { start: START + 960, finish: START + 1440, duration: 480 }),
  ];
  store.apply([changesetOf(2, {}, { results: { schedule: columnsOf(dates) } })]);
  return store;
}

describe("hours against the baseline", () => {
  it("are more than planned by what was done and is left, of summaries with all below", () => {
    const store = plan();
    const efforts = effortsOf(store);
    const work = (id: number) => varianceOf(store, "workVariance", id, efforts.get(id));
    expect(work(first)).toBe(1440 - 480);
    expect(work(second)).toBe(-480);
    expect(work(phase)).toBe(1440 - 960);
    expect(varianceOf(store, "durationVariance", first)).toBe(480);
    expect(varianceOf(store, "durationVariance", second)).toBe(0);
  });

  it("are filtered by like any field", () => {
    const store = plan();
    const fields = new TaskFields(store, 0);
    const over = { field: "workVariance", op: "gt", values: ["1h"] } as const;
    const fits = compile({ join: "all", items: [over] }, "", fields);
    const found = [...store.rows("tasks").values()].filter((task) => fits(task.id, task));
    expect(found.map((task) => task.id)).toEqual([phase, first]);
    expect(fields.value("baselineWork", second)).toBe(480);
    expect(fields.value("actualWork", phase)).toBe(480);
  });

  it("say nothing where nothing was saved", () => {
    const store = plan(SEES, { baseline_tasks: [] });
    expect(varianceOf(store, "workVariance", first)).toBeNull();
    expect(new TaskFields(store, 0).value("startVariance", first)).toBeNull();
  });
});

describe("costs against the baseline", () => {
  const baseline_costs = [{ id: 90, baseline_id: 50, task_id: first, cost: 10_000 }];

  it("are those of a summary with all below it, once the server said what there is now", () => {
    const store = plan(SEES, { baseline_costs });
    expect(costsPlanned(store)?.get(phase)).toBe(10_000);
    // Read once for all tasks, not once a task.
    const rows = vi.spyOn(store.rows("baseline_costs"), "values");
    expect(costsPlanned(store)).toBe(costsPlanned(store));
    expect(rows).not.toHaveBeenCalled();
    expect(varianceOf(store, "costVariance", phase)).toBeNull();
    store.tellCosts(
      new Map([
        [first, 12_500],
        [phase, 300],
      ]),
    );
    expect(varianceOf(store, "costVariance", first)).toBe(2_500);
    expect(varianceOf(store, "costVariance", phase)).toBe(2_800);
    expect(new TaskFields(store, 0).value("cost", phase)).toBe(12_800);
  });

  it("are no fields of who may not see what people cost", () => {
    const fields = new TaskFields(plan(["plan.read", "costs.read"]), 0);
    expect(fields.get("costVariance")).toBeUndefined();
    expect(fields.get("workVariance")).toBeDefined();
  });
});
