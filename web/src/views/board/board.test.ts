/** What stands where on a board, and where a dragged card goes. */

import { describe, expect, it } from "vitest";
import { newAssignment, newResource } from "~/commands/defaults";
import { TaskFields } from "~/model/filters-fields";
import { isLate } from "~/model/late";
import { orderOf, sortFromText } from "~/model/sorting";
import { boardRank, priorityOf, priorityValue, statusOf } from "~/model/workflow";
import type { Tables, TaskRow } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { START, snapshotOf, tasksOf } from "~/store/testing";
import { contentOf, factsOf, lanesBy, PLAIN } from "./content";
import {
  besidesOf,
  cardTop,
  type Lane,
  layOut,
  nextCard,
  nextSlot,
  type Sizes,
  seen,
  slotAt,
} from "./layout";

const SIZES: Sizes = { column: 200, gap: 10, card: 80, space: 8, laneHead: 30 };
const lane = (key: string, ...cells: number[][]): Lane => ({ key, cells, collapsed: false });
const BOARD = layOut([lane("a", [1, 2, 3], [4]), lane("b", [], [5, 6])], 2, true, SIZES);

const columns: Tables["statuses"][] = [
  { id: 71, name: "Ready", category: "todo", wip_limit: null, rank: "a0", shared_key: null },
  { id: 72, name: "Building", category: "doing", wip_limit: 2, rank: "a1", shared_key: null },
  { id: 73, name: "Shipped", category: "done", wip_limit: null, rank: "a2", shared_key: null },
];

function open(
  change: Record<string, Partial<TaskRow>> = {},
  resources: Tables["resources"][] = [],
  assignments: Tables["assignments"][] = [],
) {
  const tasks = tasksOf("Prepare\n  Order\n  Rack\nMove\n  Copy\nAlone").map((row) => ({
    ...row,
    ...change[row.name],
  }));
  return createProjectStore(
    snapshotOf({ tables: { tasks, statuses: columns, resources, assignments } }),
  );
}

/** The board in lanes, their labels being their keys, and in some order. */
function board(store: ReturnType<typeof open>, group = "", sort = "", archived = false) {
  const fields = new TaskFields(store);
  const lanes = lanesBy(group, fields);
  const order = orderOf(sortFromText(sort), fields);
  return contentOf(store, archived, fields, { ...PLAIN, lanes, labelOf: (key) => key, order });
}

const names = (store: ReturnType<typeof open>, ids: readonly number[] | undefined) =>
  (ids ?? []).map((id) => store.task(id)?.name);

describe("places", () => {
  it("stacks lanes by their fullest cell, each with its head", () => {
    const [first, second] = BOARD.lanes;
    expect(first).toMatchObject({ top: 0, body: 30, height: 30 + 3 * 88 + 16 });
    expect(second?.top).toBe(first?.height);
    expect(BOARD.height).toBe((second?.top ?? 0) + (second?.height ?? 0));
    expect(layOut([{ ...lane("a", [1]), collapsed: true }], 1, true, SIZES).height).toBe(30);
  });

  it("shows every card that is within sight, and no more than a screen of them", () => {
    const many = Array.from({ length: 2000 }, (_, place) => place);
    const { lanes } = layOut([lane("a", many)], 1, false, SIZES);
    const [only] = lanes;
    if (!only) throw new Error("no lane");
    for (const from of [0, 1, 79, 80, 88, 4001, 150_000]) {
      const found = seen(only, many.length, from, from + 800, SIZES);
      for (const place of many) {
        const top = cardTop(place, SIZES);
        const visible = top < from + 800 && top + SIZES.card > from;
        if (visible) expect(found.from <= place && place < found.to).toBe(true);
      }
      expect(found.to - found.from).toBeLessThan(14);
    }
  });

  it("finds the slot under a point, the dragged card left out", () => {
    expect(slotAt(BOARD, 100, 31, 3)).toEqual({ lane: 0, column: 0, index: 0 });
    expect(slotAt(BOARD, 100, 30 + 60, 3)).toEqual({ lane: 0, column: 0, index: 1 });
    expect(slotAt(BOARD, 100, 30 + 260, 3)).toEqual({ lane: 0, column: 0, index: 2 });
    expect(slotAt(BOARD, 320, 10_000, 1)).toEqual({ lane: 1, column: 1, index: 2 });
    expect(slotAt(BOARD, -500, -500, 1)).toEqual({ lane: 0, column: 0, index: 0 });
    expect(slotAt(layOut([], 0, false, SIZES), 0, 0, 1)).toBeNull();
  });

  it("moves by keys within a cell, into the next lane, and to the side", () => {
    const at = { lane: 0, column: 0, index: 2 };
    expect(nextSlot(BOARD, at, "down", 1, true)).toEqual({ lane: 1, column: 0, index: 0 });
    expect(nextSlot(BOARD, at, "down", 1, false)).toEqual(at);
    expect(nextSlot(BOARD, at, "up", 1, true)).toEqual({ ...at, index: 1 });
    expect(nextSlot(BOARD, at, "right", 1, true)).toEqual({ lane: 0, column: 1, index: 1 });
    expect(nextSlot(BOARD, at, "left", 1, true)).toEqual(at);
    expect(nextCard(BOARD, 3, "down")).toBeNull();
    expect(nextCard(BOARD, 4, "down")).toBe(5);
    expect(nextCard(BOARD, 3, "right")).toBe(4);
    expect(nextCard(BOARD, 1, "up")).toBeNull();
  });

  it("names the cards beside a slot", () => {
    expect(besidesOf(BOARD, { lane: 0, column: 0, index: 0 }, 3)).toEqual({ beforeId: 1 });
    expect(besidesOf(BOARD, { lane: 0, column: 0, index: 2 }, 1)).toEqual({ afterId: 3 });
    expect(besidesOf(BOARD, { lane: 1, column: 0, index: 0 }, 1)).toEqual({});
  });
});

describe("content", () => {
  it("puts a task that nobody dragged where its progress says, and no summary", () => {
    const store = open({ Rack: { percent_complete: 40 }, Copy: { percent_complete: 100 } });
    const { lanes, counts, total } = board(store);
    expect(lanes.map((one) => one.cells.map((cell) => names(store, cell)))).toEqual([
      [["Order", "Alone"], ["Rack"], ["Copy"]],
    ]);
    expect([counts, total]).toEqual([[2, 1, 1], 4]);
  });

  it("keeps what was dragged where it was put, and its rank", () => {
    const store = open({
      Order: { status_id: 72, board_rank: "a1" },
      Rack: { status_id: 72, board_rank: "a0" },
      Copy: { status_id: 999 },
    });
    const [only] = board(store).lanes;
    expect(only?.cells.map((cell) => names(store, cell))).toEqual([
      ["Copy", "Alone"],
      ["Rack", "Order"],
      [],
    ]);
  });

  it("makes lanes of phases in the order of the outline, with what has none last", () => {
    const store = open();
    const found = board(store, "parent").lanes;
    expect(found.map((one) => [one.label, one.count])).toEqual([
      ["1", 2],
      ["4", 1],
      ["", 1],
    ]);
  });

  it("shows all bands of priority, so that a card can be dropped into an empty one", () => {
    const store = open({ Order: { priority: 1000 }, Rack: { priority: 100 } });
    const found = board(store, "priority").lanes;
    expect(found.map((one) => [one.key, one.count])).toEqual([
      ["urgent", 1],
      ["high", 0],
      ["normal", 2],
      ["low", 1],
    ]);
    for (const band of ["urgent", "high", "normal", "low"] as const) {
      expect(priorityOf(priorityValue(band))).toBe(band);
    }
  });

  it("makes lanes of any field, a card of two people standing with the first", () => {
    const people = ["Ana", "Ben"].map((name, at) => newResource({ id: 60 + at, name }));
    const assigned = [
      [2, 61],
      [2, 60],
      [3, 60],
    ].map(([task_id = 0, resource_id = 0], at) =>
      newAssignment({ id: 80 + at, task_id, resource_id }),
    );
    const store = open({ Copy: { milestone: true } }, people, assigned);
    const lanes = (group: string) =>
      board(store, group).lanes.map((one) => [one.label, names(store, one.cells[0])]);
    expect(lanes("assignee")).toEqual([
      ["60", ["Rack"]],
      ["61", ["Order"]],
      ["", ["Copy", "Alone"]],
    ]);
    expect(lanes("milestone")).toEqual([
      ["yes", ["Copy"]],
      ["no", ["Order", "Rack", "Alone"]],
    ]);
    // Its columns are its statuses already.
    expect(lanes("status")).toHaveLength(1);
  });

  it("sorts cards within their cells, ties by rank", () => {
    const store = open({
      Order: { priority: 300, board_rank: "a5" },
      Rack: { priority: 900 },
      Copy: { priority: 300, board_rank: "a1" },
    });
    const [only] = board(store, "", "priority,-name").lanes;
    expect(names(store, only?.cells[0])).toEqual(["Rack", "Alone", "Order", "Copy"]);
    const [tied] = board(store, "", "milestone").lanes;
    expect(names(store, tied?.cells[0])).toEqual(["Copy", "Order", "Rack", "Alone"]);
  });

  it("leaves out what was put away or is inactive, and counts it", () => {
    const store = open({ Order: { archived: true }, Rack: { active: false } });
    expect(board(store)).toMatchObject({ total: 2, archived: 1 });
    expect(board(store, "", "", true)).toMatchObject({ total: 3, archived: 1 });
  });

  it("suggests where typed progress and the column differ, and only there", () => {
    const store = open({
      Order: { status_id: 73, percent_complete: 40 },
      Rack: { status_id: 72, percent_complete: 100 },
      Copy: { status_id: 73, percent_complete: 100, progress_source: "board" },
    });
    const facts = [2, 3, 5].map((id) => {
      const task = store.task(id) as TaskRow;
      const status = statusOf(columns, task) as Tables["statuses"];
      return factsOf(store, task, status, 0).suggests;
    });
    expect(facts).toEqual(["complete", "move", null]);
  });

  it("calls late what the filter calls late", () => {
    const store = open({ Order: { deadline: START + 900 } });
    const task = store.task(2) as TaskRow;
    const status = statusOf(columns, task) as Tables["statuses"];
    const late = (now: number) => factsOf(store, task, status, now).late;
    // Before its finish, after its finish though the deadline is ahead, and after both.
    expect([START, START + 600, START + 2000].map(late)).toEqual([false, true, true]);
    for (const now of [START, START + 600]) expect(late(now)).toBe(isLate(store, task, now));
  });

  it("writes the order of creation as ranks that have room between them", () => {
    const ranks = [1, 61, 62, 3843, 2 ** 53 - 1].map((id) => boardRank({ id, board_rank: "" }));
    expect(ranks).toEqual([...ranks].sort());
    expect(new Set(ranks.map((rank) => rank.length))).toEqual(new Set([10]));
  });
});
