import { describe, expect, it } from "vitest";
import { newTask } from "~/commands/defaults";
import type { Tables } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { snapshotOf, tasksOf } from "~/store/testing";
import { doneOf, effortOf, effortsOf } from "./effort";

const assignment = (values: Partial<Tables["assignments"]> = {}): Tables["assignments"] => ({
  id: 1,
  task_id: 2,
  resource_id: 9,
  units: 10_000,
  work: null,
  actual_work: 0,
  remaining_work: null,
  overtime_work: 0,
  delay: 0,
  extra: null,
  ...values,
});

describe("work done and left", () => {
  it.each([
    [{}, 50, [960, 480, 480]],
    [{ units: 5000 }, 50, [480, 240, 240]],
    [{ actual_work: 600 }, 50, [960, 600, 360]],
    [{ actual_work: 1200 }, 50, [960, 1200, 0]],
    [{ remaining_work: 960 }, 50, [960, 0, 960]],
    [{ actual_work: 700 }, 100, [960, 700, 0]],
  ])("of %o at %d %% are %o, as the server has them", (values, percent, expected) => {
    const { planned, actual, remaining } = effortOf(assignment(values), 960, percent);
    expect([planned, actual, remaining]).toEqual(expected);
  });

  it("rolls up to summaries", () => {
    const tasks = tasksOf("A\n  B\n  C");
    const people = [assignment(), assignment({ id: 2, task_id: 3, work: 600, actual_work: 60 })];
    const store = createProjectStore(snapshotOf({ tables: { tasks, assignments: people } }));
    expect(effortsOf(store).get(1)).toEqual({ planned: 1080, actual: 60, remaining: 1020 });
  });
});

describe("what is done of a duration", () => {
  it.each([
    [{ percent_complete: 38 }, 182],
    [{ percent_complete: 38, remaining_duration: 300 }, 180],
    [{ percent_complete: 100, actual_finish: 5 }, 480],
  ])("of %o is %d", (values, expected) => {
    expect(doneOf(newTask({ id: 1, rank: "a0", duration: 480, ...values }))).toBe(expected);
  });
});
