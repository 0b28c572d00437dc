/** Every column of a task can be filtered by, and what else a task has. */

import { describe, expect, it } from "vitest";
import { newAssignment, newResource } from "~/commands/defaults";
import { fieldKeyOf, PLAN_COLUMNS } from "~/model/columns";
import { OPS_OF, TaskFields } from "~/model/filters-fields";
import { Matches } from "~/model/filters-match";
import { filterFromText } from "~/model/filters-text";
import { groupingsOf } from "~/model/grouping";
import { DAY, fromIso } from "~/model/moments";
import { createProjectStore } from "~/store/index";
import { customFieldRow, ME, snapshotOf, tasksOf } from "~/store/testing";
import { projectColumns } from "../grid/projectColumns";
import { firstCondition } from "./ConditionEditor";
import { choiceName, conditionWords, fieldName } from "./words";

const TODAY = fromIso("2026-03-04T12:00") ?? 0;

/** 1 Build: 2 Rack (→ 3 Copy → 4 Go live). */
function made() {
  const rows = tasksOf("Build\n  Rack\n  Copy\n  Go live");
  const tasks = rows.map((task) => {
    if (task.id === 2) return { ...task, duration: 960, percent_complete: 50, optimistic: 480 };
    if (task.id === 3) return { ...task, status_id: null, percent_complete: 0 };
    return task;
  });
  const link = { type: "FS", lag: 0, lag_kind: "working", lag_unit: "d" };
  const item = (id: number, task_id: number, kind: string, done: boolean) => ({
    id,
    task_id,
    kind,
    text: "It",
    done,
    done_by: null,
    done_name: "",
    done_at: "",
    rank: `a${id}`,
  });
  const block = { reason: "No power", kind: "vendor", resource_id: 12, waits_for_id: null };
  const tables = {
    tasks,
    links: [
      { id: 31, predecessor_id: 2, successor_id: 3, ...link },
      { id: 32, predecessor_id: 3, successor_id: 4, ...link },
      { id: 33, predecessor_id: 2, successor_id: 4, ...link },
    ],
    checklist_items: [
      item(41, 2, "checklist", true),
      item(42, 3, "checklist", true),
      item(43, 3, "checklist", false),
      item(44, 4, "acceptance", false),
    ],
    members: [{ id: 51, user_id: ME, name: "Ana", email: "ana@example.org", role: "owner" }],
    resources: [
      newResource({ id: 11, name: "Ana", user_id: ME }),
      newResource({ id: 12, name: "Acme" }),
    ],
    assignments: [
      newAssignment({ id: 61, task_id: 2, resource_id: 11 }),
      newAssignment({ id: 62, task_id: 3, resource_id: 11 }),
    ],
    watchers: [
      { id: 71, task_id: 3, user_id: ME, watching: false },
      { id: 72, task_id: 4, user_id: ME, watching: true },
    ],
    blocks: [
      {
        id: 81,
        task_id: 4,
        since: TODAY / DAY - 3,
        promised: TODAY / DAY + 1,
        waits_for: "",
        nudged: null,
        user_id: ME,
        ...block,
      },
    ].map((row) => ({ ...row, since: Math.floor(row.since), promised: Math.floor(row.promised) })),
    work_types: [{ id: 91, name: "Bug", rank: "a" }],
    sprints: [{ id: 92, name: "S1", start: null, finish: null, state: "planned", goal: "" }],
    releases: [{ id: 93, name: "R1", date: null, released: false }],
    custom_fields: [customFieldRow({ id: 7, name: "Room", type: "text" })],
  };
  return createProjectStore(snapshotOf({ tables: tables as never }));
}

describe("the columns", () => {
  const store = made();
  const fields = new TaskFields(store, 0, TODAY);
  const columns = [...PLAN_COLUMNS, ...projectColumns(store)];

  it("are fields, each with a name and an operator", () => {
    const keys = columns.map(fieldKeyOf);
    expect(keys).toContain("custom-7");
    expect(keys).toContain("sprint");
    for (const key of keys) {
      const field = fields.get(key);
      expect(field, key).toBeDefined();
      if (!field) continue;
      expect(OPS_OF[field.kind].length).toBeGreaterThan(0);
      expect(fieldName(key, fields)).not.toBe(key);
    }
  });

  it("are offered to group by where they hold choices, people, flags or dates", () => {
    const offered = groupingsOf(fields);
    for (const column of PLAN_COLUMNS) {
      const key = fieldKeyOf(column);
      const wanted = ["choice", "people", "flag"].includes(column.kind);
      expect(offered.includes(key), key).toBe(wanted);
      expect(offered.includes(`${key}.month`), key).toBe(column.kind === "date");
    }
  });
});

describe("what a task has", () => {
  const store = made();
  const fields = new TaskFields(store, 0, TODAY);
  const found = (text: string): number[] => {
    const filter = filterFromText(text);
    if (!filter) throw new Error(text);
    return [...new Matches().find(filter, "", fields)];
  };

  it.each([
    ["predecessors:some", [3, 4]],
    ["predecessors:none", [1, 2]],
    ["predecessors:is:2", [3, 4]],
    ["predecessors:isnt:3", [1, 2, 3]],
    ["successors:is:4", [2, 3]],
    ["predecessorCount:ge:2", [4]],
    ["successorCount:eq:0", [1, 4]],
    ["watcher:is:me", [2, 4]],
    ["watcher:none", [1, 3]],
    ["checklist:is:open", [3]],
    ["checklist:is:ticked", [2]],
    ["checklist:some", [2, 3]],
    ["checklistLeft:ge:1", [3]],
    ["acceptance:some", [4]],
    ["acceptanceLeft:eq:1", [4]],
    ["optimistic:some", [2]],
    ["optimistic:le:1d", [2]],
    ["actualDuration:eq:1d", [2]],
    ["remainingDuration:eq:1d", [2, 3, 4]],
    ["waitsOn:is:vendor", [4]],
    ["waiting:is:12", [4]],
    ["blockReason:has:power", [4]],
    ["blockedSince:before:today", [4]],
    ["promised:in:tomorrow", [4]],
    ["line:le:2", [1, 2]],
  ])("%s finds %j", (text, ids) => {
    expect(found(text)).toEqual(ids);
  });

  it("is said in words", () => {
    const words = (field: string, op: "is" | "some", values: string[]) =>
      Object.values(conditionWords({ field, op, values }, fields)).filter(Boolean).join(" ");
    expect(words("predecessors", "is", ["2"])).toBe("Predecessors contains 2 Rack");
    expect(words("predecessors", "some", [])).toBe("Predecessors has any");
    expect(words("watcher", "is", ["me"])).toBe("Watcher is Me");
    expect(words("checklist", "is", ["open"])).toBe("Checklist is Some left");
  });

  it("has a name for each field and each of its choices, and a way to begin", () => {
    for (const field of fields.all) {
      expect(fieldName(field.key, fields), field.key).not.toBe(field.key);
      expect(OPS_OF[field.kind]).toContain(firstCondition(field).op);
      for (const option of field.options ?? []) {
        expect(choiceName(field, option, fields), `${field.key} ${option}`).not.toBe(option);
      }
    }
  });
});
