/** Sprint, release and points as they are typed, pasted and read in a grid. */

import { describe, expect, it } from "vitest";
import { Draft } from "~/commands/draft";
import { gathered } from "~/commands/fields";
import type { Step } from "~/commands/run";
import type { Tables } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { projectRow, snapshotOf, tasksOf } from "~/store/testing";
import "~/text/i18n";
import { projectColumns } from "./projectColumns";
import { scrumMeaning, scrumOptions, scrumText } from "./sprintCells";

const sprint = (id: number, values: Partial<Tables["sprints"]> = {}): Tables["sprints"] => ({
  id,
  name: `Sprint ${id}`,
  goal: "",
  start: null,
  finish: null,
  state: "planned",
  completed_at: "",
  ...values,
});
const release = (id: number, name: string, date: number | null): Tables["releases"] => ({
  id,
  name,
  description: "",
  date,
  released: false,
});

function open(
  points: Record<string, number> = {},
  tables: { [T in keyof Tables]?: Tables[T][] } = {},
) {
  // Portal (1) with Login (2), Reset (3); Search (4).
  const tasks = tasksOf("Portal\n  Login\n  Reset\nSearch").map((row) => ({
    ...row,
    story_points: points[row.name] ?? null,
  }));
  return createProjectStore(snapshotOf({ tables: { projects: [projectRow()], tasks, ...tables } }));
}

const scrum = () =>
  open(
    { Login: 300, Reset: 50 },
    {
      sprints: [sprint(40, { state: "complete" }), sprint(41), sprint(42, { state: "active" })],
      sprint_items: [
        { id: 900, task_id: 2, sprint_id: 40 },
        { id: 901, task_id: 3, sprint_id: 42 },
      ],
      releases: [release(60, "Late", 2880), release(61, "Soon", 1440)],
      release_items: [{ id: 910, task_id: 3, release_id: 61 }],
    },
  );

/** What a text asks for: the command's payload, nothing, or what is wrong. */
function said(column: string, id: number, text: string) {
  const store = scrum();
  const task = store.task(id);
  const found = task && scrumMeaning(column, task, text, store);
  return typeof found === "string" ? found : found?.map((step) => step.payload);
}

describe("columns of scrum", () => {
  it("are there once a project plans sprints or releases, or estimates", () => {
    const keys = (store: ReturnType<typeof open>) => projectColumns(store).map((one) => one.key);
    expect(keys(open())).toEqual([]);
    expect(keys(open({ Search: 100 }))).toEqual(["points"]);
    expect(keys(scrum())).toEqual(["sprint", "release", "points"]);
  });

  it("read names, and of a summary the points of all below it", () => {
    const store = scrum();
    const text = (column: string, id: number) => {
      const task = store.task(id);
      return task ? scrumText(column, task, store) : null;
    };
    expect([text("sprint", 2), text("sprint", 3), text("sprint", 4)]).toEqual([
      "Sprint 40",
      "Sprint 42",
      "",
    ]);
    expect([text("release", 3), text("sprint", 1)]).toEqual(["Soon", ""]);
    expect([text("points", 1), text("points", 2), text("points", 4)]).toEqual(["3.5", "3", ""]);
  });

  it("offer what is under way and planned, releases by their day, and none", () => {
    expect(scrumOptions("sprint", scrum())).toEqual(["Sprint 42", "Sprint 41", "No sprint"]);
    expect(scrumOptions("release", scrum())).toEqual(["Soon", "Late", "No release"]);
  });

  it("take a name as it is typed or pasted, and say what is wrong with another", () => {
    expect(said("sprint", 4, "sprint 41 ")).toEqual([{ ids: [4], sprint_id: 41 }]);
    expect(said("sprint", 3, "No sprint")).toEqual([{ ids: [3], sprint_id: null }]);
    expect(said("sprint", 3, "")).toEqual([{ ids: [3], sprint_id: null }]);
    // What stands there already is no change, be its sprint over or not; nor is none of none.
    expect([said("sprint", 2, "Sprint 40"), said("sprint", 4, "")]).toEqual([[], []]);
    expect(said("sprint", 4, "Sprint 40")).toContain("is over");
    expect(said("sprint", 4, "Sprint 99")).toContain("No sprint is called");
    expect(said("release", 4, "late")).toEqual([{ ids: [4], release_id: 60 }]);
    expect(said("release", 3, "no release")).toEqual([{ ids: [3], release_id: null }]);
    expect(said("release", 3, "2.0")).toContain("No release is called");
    expect(said("points", 4, "0,5")).toEqual([{ id: 4, fields: { story_points: 50 } }]);
    expect(said("points", 2, "3")).toEqual([]);
    expect(said("points", 2, "many")).toContain("are no story points");
  });

  it("go out as one command where many come into one sprint", () => {
    const store = scrum();
    const steps = [4, 2, 3].flatMap((id): Step[] => {
      const task = store.task(id);
      const found = task ? scrumMeaning("sprint", task, id === 3 ? "" : "Sprint 41", store) : [];
      return typeof found === "string" ? [] : found;
    });
    const sent = gathered(steps);
    expect(sent.map((step) => step.payload)).toEqual([
      { ids: [4, 2], sprint_id: 41 },
      { ids: [3], sprint_id: null },
    ]);
    const draft = new Draft(store);
    for (const step of sent) step.write?.(draft);
    expect(
      draft
        .where("sprint_items", "sprint_id", 41)
        .map((row) => row.task_id)
        .sort(),
    ).toEqual([2, 4]);
    expect(draft.where("sprint_items", "task_id", 3)).toEqual([]);
  });
});
