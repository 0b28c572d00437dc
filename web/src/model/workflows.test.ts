import { describe, expect, it } from "vitest";
import {
  changedFields,
  freshKey,
  keysOf,
  takerOf,
  unlike,
  type Workflow,
  withoutColumn,
  withoutField,
  workflowFrom,
} from "./workflows";

const FLOW: Workflow = {
  name: "House",
  initial: false,
  statuses: [
    { key: 11, name: "To do", category: "todo", wip_limit: null },
    { key: 12, name: "Review", category: "doing", wip_limit: 3 },
    { key: 13, name: "Closed", category: "done", wip_limit: null },
  ],
  fields: [
    { key: 21, name: "Severity", type: "text", description: "", required: false, options: null },
  ],
  types: [
    {
      key: 31,
      name: "Bug",
      icon: "bug",
      description: "",
      fields: [21],
      statuses: [12],
      transitions: [
        { from: 11, to: 12, manage: false },
        { from: null, to: 13, manage: true },
      ],
      requirements: [
        { field: "custom-21", status: 12 },
        { field: "deadline", status: null },
      ],
    },
  ],
};

describe("a workflow of the workspace", () => {
  it("loses a column, and its types name it no more", () => {
    const left = withoutColumn(FLOW, 12);
    expect(left.statuses.map((one) => one.name)).toEqual(["To do", "Closed"]);
    expect(left.types[0]).toMatchObject({
      statuses: null,
      transitions: [{ from: null, to: 13, manage: true }],
      requirements: [{ field: "deadline", status: null }],
    });
  });

  it("loses a field, and its types neither have nor ask for it", () => {
    const left = withoutField(FLOW, 21);
    expect(left.fields).toEqual([]);
    expect(left.types[0]).toMatchObject({
      fields: [],
      requirements: [{ field: "deadline", status: null }],
    });
  });

  it("says who takes the cards of a column: the first of its category, else the first", () => {
    expect(takerOf(FLOW.statuses, { category: "done" })).toBe(13);
    expect(takerOf(FLOW.statuses.slice(0, 1), { category: "doing" })).toBe(11);
    expect(takerOf([], { category: "doing" })).toBeUndefined();
  });

  it("gives keys that nothing has, in one moment too", () => {
    const first = freshKey(keysOf(FLOW), 5);
    expect([first, freshKey([first], 5)]).toEqual([5000, 5001]);
  });

  it("comes from a project without its formulas, and knows which columns it has not", () => {
    const statuses = [
      { id: 1, name: "to do ", category: "todo", wip_limit: 2, rank: "a", shared_key: null },
      { id: 2, name: "Doing", category: "doing", wip_limit: null, rank: "b", shared_key: null },
    ] as const;
    const blank = {
      key: "",
      rank: "a",
      initial: null,
      formula: "",
      result: "",
      today: null,
    } as const;
    const plain = { ...blank, description: "", required: false, options: null, shared_key: null };
    const fields = [
      { ...plain, id: 3, name: "Site", type: "text" },
      { ...plain, id: 4, name: "Cost", type: "formula" },
    ] as const;
    const types = [
      {
        id: 5,
        name: "Bug",
        icon: "bug",
        rank: "a",
        description: "",
        fields: [3, 4],
        statuses: null,
        transitions: null,
        requirements: null,
        shared_key: null,
      },
    ] as const;
    const made = workflowFrom("Mine", { statuses, fields, types });
    expect(keysOf(made)).toEqual([1, 2, 3, 5]);
    expect(made.types[0]?.fields).toEqual([3]);
    expect(unlike(statuses, FLOW).map((one) => one.name)).toEqual(["Doing"]);
  });
});

describe("what was changed", () => {
  it("is sent alone, so that what somebody else changed stays", () => {
    expect(changedFields(FLOW, { ...FLOW, name: "Home" })).toEqual({ name: "Home" });
    expect(Object.keys(changedFields(FLOW, withoutColumn(FLOW, 12)))).toEqual([
      "statuses",
      "types",
    ]);
    expect(changedFields(FLOW, FLOW)).toEqual({});
  });
});
