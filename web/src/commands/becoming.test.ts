/** A new task fits the filter under which it is added, as far as that says how; a lane is what a card becomes. */

import { expect, it } from "vitest";
import { NO_FILTER } from "~/model/filters";
import { TaskFields } from "~/model/filters-fields";
import { compile } from "~/model/filters-match";
import { filterFromText } from "~/model/filters-text";
import type { Tables } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { customFieldRow, ME, snapshotOf } from "~/store/testing";
import type { Outcome, ProjectSession, SendOptions } from "~/store/types";
import { becomeSteps, canBecome, inheriting } from "./becoming";
import { newResource } from "./defaults";
import { quickAdd, run } from "./index";

const statuses: Tables["statuses"][] = [
  { id: 71, name: "Ready", category: "todo", wip_limit: null, rank: "a0" },
  { id: 72, name: "Building", category: "doing", wip_limit: null, rank: "a1" },
] as Tables["statuses"][];
const options = ["red", "green"].map((id) => ({ id, name: id, color: "red" }));
const sprint = { goal: "", start: null, finish: null, completed_at: "" };

function open() {
  const store = createProjectStore(
    snapshotOf({
      outline: "Phase\n  Old",
      tables: {
        statuses,
        resources: [
          newResource({ id: 60, name: "Ana", user_id: ME }),
          newResource({ id: 61, name: "Ben" }),
        ],
        sprints: [
          { id: 90, name: "One", state: "planned", ...sprint },
          { id: 91, name: "Two", state: "active", ...sprint },
        ],
        work_types: [
          {
            id: 50,
            name: "Bug",
            icon: "bug",
            rank: "a0",
            description: "",
            fields: null,
            statuses: null,
            transitions: [],
            requirements: null,
          },
        ] as Tables["work_types"][],
        custom_fields: [
          customFieldRow({ id: 7, name: "Colour", type: "select", options }),
          customFieldRow({ id: 8, name: "Tags", type: "multi_select", options }),
          customFieldRow({ id: 9, name: "Size", type: "number" }),
          customFieldRow({ id: 10, name: "Sum", type: "formula" }),
        ],
      },
    }),
  );
  let key = 1000;
  const sent: string[] = [];
  const send = async (type: string, _: object, options: SendOptions = {}): Promise<Outcome> => {
    sent.push(type);
    store.add({ id: `c${sent.length}`, inputs: options.optimistic ?? {}, results: [] });
    return { ok: true, changeset: null, created: {}, notes: [] };
  };
  const session = {
    store,
    send,
    batch: (list: { type: string }[], more?: SendOptions) =>
      send(list.map((one) => one.type).join(" "), {}, more),
    newId: () => key++,
    keysLeft: () => 100,
    refuse: (problem: unknown) => ({ ok: false, problem }),
  } as unknown as ProjectSession;
  return { session, store, sent };
}

/** Add a task under a filter; whether it fits then, and the task. */
async function added(text: string, line = "New") {
  const { session, store, sent } = open();
  const filter = filterFromText(text) ?? NO_FILTER;
  expect(filter).not.toBe(NO_FILTER);
  const { where, steps } = inheriting(session, filter, new TaskFields(store));
  await quickAdd(session, line, where ?? "last", undefined, steps);
  expect(sent).toHaveLength(1);
  const task = store.task(1000);
  if (!task) throw new Error("not added");
  return { fits: compile(filter, "", new TaskFields(store))(1000, task), task, store };
}

it.each([
  "status:is:72",
  "assignee:is:me",
  "assignee:is:61,60",
  "priority:is:urgent",
  "priority:is:urgent,normal",
  "type:is:50",
  "sprint:is:active",
  "sprint:is:90",
  "parent:is:1",
  "under:is:1",
  "milestone:is:yes",
  "deliverable:is:no",
  "points:eq:2.5",
  "custom-7:is:green",
  "custom-8:is:red",
  "custom-9:eq:4",
  "assignee:none",
])("adds a task that fits %s", async (text) => {
  expect((await added(text)).fits).toBe(true);
});

it("takes all that must hold, and nothing of what may", async () => {
  const both = await added("assignee:is:61;priority:is:high;sprint:is:90");
  expect(both.fits).toBe(true);
  expect(both.task.priority).toBe(700);
  const either = await added("any(priority:is:high;assignee:is:61)");
  expect(either.fits).toBe(false);
  expect(either.task.priority).toBe(500);
});

it("says less than what was typed, and leaves out what it cannot set", async () => {
  const typed = await added("assignee:is:61", "New @Ana");
  expect(typed.fits).toBe(false);
  const kept = new TaskFields(typed.store).assignees(1000);
  expect(kept).toEqual([60]);
  expect((await added("late:is:yes")).fits).toBe(false);
  expect((await added("name:is:Rack")).task.name).toBe("New");
  // A bug goes nowhere from where it begins.
  const bug = await added("type:is:50;status:is:72");
  expect([bug.task.type_id, bug.task.status_id]).toEqual([50, null]);
});

it("gives a card what a lane stands for, in place of what it leaves", async () => {
  const { session, store } = open();
  const become = async (key: string, value: string, from?: string) => {
    const field = new TaskFields(store).get(key);
    if (!field) throw new Error(key);
    const steps = becomeSteps(session, 2, field, value, from);
    if (steps) await run(session, steps);
    return new TaskFields(store).value(key, 2);
  };
  expect(await become("assignee", "60")).toEqual([60]);
  expect(await become("assignee", "61", "60")).toEqual([61]);
  expect(await become("assignee", "", "61")).toEqual([]);
  expect(await become("custom-8", "red")).toEqual(["red"]);
  expect(await become("custom-8", "green")).toEqual(["green", "red"]);
  expect(await become("custom-8", "", "green")).toEqual(["red"]);
  expect(await become("custom-7", "red")).toBe("red");
  expect(await become("custom-7", "")).toBe("");
  expect(await become("parent", "")).toBe("");
  expect(await become("sprint", "90")).toBe("90");
  const fields = new TaskFields(store);
  const settable = ["priority", "custom-9", "custom-10", "critical", "state", "team"].filter(
    (key) => {
      const field = fields.get(key);
      return field && canBecome(field, store);
    },
  );
  expect(settable).toEqual(["priority", "custom-9"]);
});
