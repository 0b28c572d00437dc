import { describe, expect, it } from "vitest";
import { TaskFields } from "~/model/filters-fields";
import { createProjectStore } from "~/store/index";
import { snapshotOf, tasksOf } from "~/store/testing";
import { COLOURS, colourings, coloursBy, REST } from "./colours";

function fieldsOf(outline: string, statuses: number): TaskFields {
  const tasks = tasksOf(outline);
  const rows = Array.from({ length: statuses }, (_, i) => ({
    id: 900 + i,
    name: `Column ${i}`,
    category: "todo" as const,
    wip_limit: null,
    rank: `a${String.fromCharCode(65 + i)}`,
    shared_key: null,
  }));
  const placed = tasks.map((task, i) => ({ ...task, status_id: 900 + (i % statuses) }));
  const store = createProjectStore(snapshotOf({ tables: { tasks: placed, statuses: rows } }));
  return new TaskFields(store, 0);
}

describe("colours of bars", () => {
  it("are one for each value in its order, and none for summaries", () => {
    const fields = fieldsOf("A\n  B\n  C", 1);
    const found = coloursBy("phase", fields, "Others");
    expect(found?.groups.map((group) => group.label)).toEqual(["A"]);
    const [summary, first] = fields.store.outline();
    expect(found?.of(summary?.id ?? 0)).toBeNull();
    expect(found?.of(first?.id ?? 0)?.place).toBe(0);
  });

  it("are offered for people and choices, not for dates", () => {
    const offered = colourings(fieldsOf("A", 1));
    expect(offered).toEqual(expect.arrayContaining(["status", "assignee", "priority", "phase"]));
    expect(offered.some((key) => key.includes("."))).toBe(false);
  });

  it("are shared by what comes after the others", () => {
    const lines = Array.from({ length: COLOURS + 3 }, (_, i) => `T${i}`).join("\n");
    const found = coloursBy("status", fieldsOf(lines, COLOURS + 3), "Others");
    expect(found?.groups).toHaveLength(COLOURS + 1);
    expect(found?.groups.at(-1)).toMatchObject({ place: REST, label: "Others" });
    expect(found?.groups.at(-1)?.ids).toHaveLength(3);
  });

  it("are the plan's own where nothing can be told", () => {
    expect(coloursBy("nonsense", fieldsOf("A", 1), "Others")).toBeNull();
  });
});
