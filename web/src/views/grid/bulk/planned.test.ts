import { beforeAll, describe, expect, it } from "vitest";
import { newAssignment, newResource } from "~/commands/defaults";
import type { Change } from "~/protocol/envelope";
import { createProjectStore } from "~/store/index";
import { customFieldRow, snapshotOf, tasksOf } from "~/store/testing";
import type { Problem, ProjectSession } from "~/store/types";
import { i18next } from "~/text/i18n";
import { Reading } from "../reading";
import { type Choice, checked, JOIN, LEAVE, type Part, planned } from "./planned";

const [PHASE, FIRST, SECOND, THIRD] = [1, 2, 3, 4] as const;
const ALL = [PHASE, FIRST, SECOND, THIRD];

beforeAll(() => i18next.changeLanguage("en"));

function open(capabilities = ["plan.read", "plan.edit"]) {
  const statuses = ["To do", "Done"].map((name, i) => ({
    id: 900 + i,
    name,
    category: i === 0 ? ("todo" as const) : ("done" as const),
    wip_limit: null,
    rank: `a${i}`,
  }));
  const store = createProjectStore(
    snapshotOf({
      capabilities,
      tables: {
        tasks: tasksOf("Phase\n  First\n  Second\nThird"),
        statuses: statuses as never,
        resources: ["Ana", "Ben, B."].map((name, i) => newResource({ id: 600 + i, name })),
        assignments: [newAssignment({ id: 700, task_id: SECOND, resource_id: 600, units: 5000 })],
        custom_fields: [customFieldRow({ id: 7, name: "Size", type: "number" })],
      },
    }),
  );
  return { store, reading: new Reading(store) };
}

/** A server that refuses some commands, by their place or as a whole. */
function session(
  store: ReturnType<typeof open>["store"],
  refuses: (commands: readonly Change[]) => { field: string; message: string } | null = () => null,
) {
  let asked = 0;
  const fake = {
    store,
    keysLeft: () => 0,
    preview: async (commands: readonly Change[]) => {
      asked += 1;
      const error = refuses(commands);
      const problem = error && ({ detail: error.message, errors: [error] } as unknown as Problem);
      return { inputs: {}, schedule: new Map(), notes: [], problem };
    },
  } as unknown as ProjectSession;
  return { fake, asked: () => asked };
}

const told = (parts: readonly Part[]) => parts.map(({ step, ids }) => [step.type, ...ids] as const);

describe("setting fields of several tasks", () => {
  it("leaves out what cannot be set, by field and reason", () => {
    const { store, reading } = open();
    const choices = [{ column: "percent", text: "50" }];
    const { parts, left } = planned(ALL, choices, reading, session(store).fake);
    expect(told(parts)).toEqual([
      ["task.progress", FIRST],
      ["task.progress", SECOND],
      ["task.progress", THIRD],
    ]);
    expect(left).toHaveLength(1);
    expect(left[0]).toMatchObject({ column: "percent", ids: [PHASE] });
  });

  it("says nothing of what stands there already", () => {
    const { store, reading } = open();
    const choices = [{ column: "percent", text: "0 %" }];
    expect(planned([FIRST, THIRD], choices, reading, session(store).fake).parts).toEqual([]);
  });

  it("moves the cards of a column together, after types and fields", () => {
    const { store, reading } = open();
    const choices: Choice[] = [
      { column: "status", text: "Done" },
      { column: "custom:7", text: "3" },
    ];
    const { parts } = planned([FIRST, SECOND], choices, reading, session(store).fake);
    expect(told(parts)).toEqual([
      ["custom_value.set", FIRST],
      ["custom_value.set", SECOND],
      ["card.move", FIRST, SECOND],
    ]);
  });

  it("adds and takes people, and keeps the units of who stays", () => {
    const { store, reading } = open();
    const { fake } = session(store);
    const people = (parts: readonly Part[]) =>
      parts.map((part) => (part.step.payload as { resources: object[] }).resources);
    const join = planned([FIRST, SECOND], [{ column: JOIN, text: "Ana\nBen, B." }], reading, fake);
    expect(people(join.parts)).toEqual([
      [{ resource_id: 600 }, { resource_id: 601 }],
      [{ resource_id: 600 }, { resource_id: 601 }],
    ]);
    const leave = planned([FIRST, SECOND], [{ column: LEAVE, text: "Ana" }], reading, fake);
    expect(told(leave.parts)).toEqual([["task.assign", SECOND]]);
    expect(people(leave.parts)).toEqual([[]]);
  });

  it("gives who reports progress nothing else to set", () => {
    const { store, reading } = open(["plan.read", "plan.progress"]);
    const choices = [
      { column: "duration", text: "3d" },
      { column: "percent", text: "10" },
    ];
    const { parts, left } = planned([FIRST], choices, reading, session(store).fake);
    expect(told(parts)).toEqual([["task.progress", FIRST]]);
    expect(left.map((one) => one.column)).toEqual(["duration"]);
  });

  it("reads wrong text once, not as a change", () => {
    const { store, reading } = open();
    const choices = [{ column: "duration", text: "soon" }];
    const { parts, left } = planned([FIRST, THIRD], choices, reading, session(store).fake);
    expect(parts).toEqual([]);
    expect(left[0]).toMatchObject({ column: "duration", ids: [FIRST, THIRD] });
  });
});

describe("what the server refuses", () => {
  const choices = [
    { column: "percent", text: "50" },
    { column: "status", text: "Done" },
  ];

  it("is left out by its place, with its reason", async () => {
    const { store, reading } = open();
    const { fake } = session(store, (commands) => {
      const at = commands.findIndex(
        ({ type, payload }) => type === "task.progress" && (payload as { id: number }).id === THIRD,
      );
      return at < 0 ? null : { field: `commands.${at}.id`, message: "It waits." };
    });
    const found = await checked(planned([FIRST, THIRD], choices, reading, fake), fake);
    expect(told(found?.parts ?? [])).toEqual([
      ["card.move", FIRST, THIRD],
      ["task.progress", FIRST],
    ]);
    expect(found?.left).toEqual([{ column: "percent", reason: "It waits.", ids: [THIRD] }]);
  });

  it("is found among cards that go together, and where no place is said", async () => {
    const { store, reading } = open();
    const says = (commands: readonly Change[], field: string) =>
      commands.some(
        ({ type, payload }) =>
          type === "card.move" && (payload as { ids: number[] }).ids.includes(SECOND),
      )
        ? { field, message: "It needs a size." }
        : null;
    for (const field of ["fields.custom-7", "commands.0.ids"]) {
      const { fake, asked } = session(store, (commands) => says(commands, field));
      const status = [{ column: "status", text: "Done" }];
      const plan = planned([FIRST, SECOND, THIRD], status, reading, fake);
      const found = await checked(plan, fake);
      expect(found?.parts.flatMap((part) => part.ids)).toEqual([FIRST, THIRD]);
      expect(found?.left).toEqual([
        { column: "status", reason: "It needs a size.", ids: [SECOND] },
      ]);
      expect(asked()).toBeLessThan(12);
    }
  });

  it("is too much once nothing of it can be told apart", async () => {
    const { store, reading } = open();
    const { fake } = session(store, () => ({ field: "x", message: "No." }));
    const found = await checked(planned(ALL, choices, reading, fake), fake);
    expect(found?.parts).toEqual([]);
    expect(found?.left.length).toBeGreaterThan(0);
  });
});
