/** Groups keep the outline: what is above a group's tasks stands dimmed above them. */

import { describe, expect, it } from "vitest";
import { NO_LOOK } from "~/model/look";
import { createProjectStore } from "~/store/index";
import { snapshotOf, tasksOf } from "~/store/testing";
import type { ProjectSession } from "~/store/types";
import { drawnLinks } from "~/views/gantt/drawn";
import { Timeline } from "~/views/gantt/timeline";
import "~/text/i18n";
import { copy } from "./clipboard";
import { PlanController } from "./controller";
import { press } from "./keys";
import type { RowKey } from "./rows";
import { Viewport } from "./viewport";

/** Build (1) with Walls (2: Lay 3, Approved 4) and Roof (5); Hand over (6). Approved and Hand over are milestones. */
const OUTLINE = `
Build
  Walls
    Lay
    Approved
  Roof
Hand over`;
const YES = "group:yes";
const NO = "group:no";

function open(group = "milestone", sort: { field: string; down: boolean }[] = []): PlanController {
  const tasks = tasksOf(OUTLINE).map((row) => ({ ...row, milestone: [4, 6].includes(row.id) }));
  const link = (id: number, from: number, to: number) => ({
    id,
    predecessor_id: from,
    successor_id: to,
    type: "FS" as const,
    lag: 0,
    lag_unit: "d" as const,
    lag_percent: null,
  });
  const links = [link(90, 3, 4), link(91, 2, 6), link(92, 3, 5)];
  const store = createProjectStore(snapshotOf({ tables: { tasks, links: links as never } }));
  const session = { store } as unknown as ProjectSession;
  const controller = new PlanController(session, new Viewport(), "test", ["line", "name"]);
  controller.setLook({ ...NO_LOOK, group, sort });
  return controller;
}

const above = (id: number, group: string) => `above:${id}:${group}`;
const keys = (of: PlanController) => of.lines.map((line) => line.key);
const ALL: RowKey[] = [
  YES,
  above(1, YES),
  above(2, YES),
  4,
  6,
  NO,
  above(1, NO),
  above(2, NO),
  3,
  5,
  "add",
];

function key(controller: PlanController, name: string, more: object = {}): void {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  press(
    controller,
    { key: name, ...none, ...more },
    { openTask: () => undefined, why: () => undefined, page: 5 },
  );
}

describe("a grouped plan", () => {
  it("has the summaries of each group's tasks above them, dimmed, at their levels", () => {
    const controller = open();
    expect(keys(controller)).toEqual(ALL);
    const shown = controller.lines.flatMap((line) =>
      line.kind === "task" ? [[line.id, line.level, line.dim]] : [],
    );
    expect(shown.slice(0, 4)).toEqual([
      [1, 0, true],
      [2, 1, true],
      [4, 2, false],
      [6, 0, false],
    ]);
    expect(new Set(keys(controller)).size).toBe(controller.lines.length);
    expect([controller.looking.count, controller.looking.total]).toEqual([4, 4]);
  });

  it("counts each task in one group and no summary in any", () => {
    const groups = open().lines.flatMap((line) => (line.kind === "group" ? [line.ids] : []));
    expect(groups).toEqual([
      [4, 6],
      [3, 5],
    ]);
  });

  it("sorts tasks below their summaries", () => {
    const sorted = open("milestone", [{ field: "name", down: true }]);
    expect(keys(sorted)).toEqual([
      YES,
      6,
      above(1, YES),
      above(2, YES),
      4,
      NO,
      above(1, NO),
      above(2, NO),
      3,
      5,
      "add",
    ]);
  });

  it("folds a summary in one group alone", () => {
    const controller = open();
    controller.goTo({ row: above(2, YES) });
    key(controller, "ArrowLeft", { ctrlKey: true });
    expect(controller.isFolded(above(2, YES))).toBe(true);
    expect(controller.isFolded(above(2, NO))).toBe(false);
    expect(keys(controller)).toEqual(ALL.filter((one) => one !== 4));
    // What is folded higher up hides all below it, and nothing after it.
    controller.fold(above(1, NO), true);
    expect(keys(controller)).toEqual([
      YES,
      above(1, YES),
      above(2, YES),
      6,
      NO,
      above(1, NO),
      "add",
    ]);
    controller.collapseAll(false);
    expect(keys(controller)).toEqual(ALL);
    // The outline's own branches are as they were.
    controller.fold(above(1, NO), true);
    controller.setLook(NO_LOOK);
    expect(keys(controller)).toEqual([1, 2, 3, 4, 5, 6, "add"]);
  });

  it("leads the cursor up through the group, and to what hides its row there", () => {
    const controller = open();
    controller.goTo({ row: 3 });
    key(controller, "ArrowLeft", { ctrlKey: true });
    expect(controller.selection.cursor.row).toBe(above(2, NO));
    controller.goTo({ row: 3 });
    controller.fold(above(2, NO), true);
    expect(controller.selection.cursor.row).toBe(above(2, NO));
    expect(controller.current).toBe(2);
    // Never to a twin in another group, unless the groups are others.
    controller.fold(above(2, NO), false);
    controller.goTo({ row: 3 });
    controller.closeGroup(NO, true);
    expect(controller.selection.cursor.row).toBe(NO);
    controller.closeGroup(NO, false);
    controller.goTo({ row: above(2, YES) });
    controller.fold(above(1, YES), true);
    expect(controller.selection.cursor.row).toBe(above(1, YES));
    controller.setLook(NO_LOOK);
    expect(controller.selection.cursor.row).toBe(1);
    controller.setLook({ ...NO_LOOK, group: "milestone" });
    expect(controller.selection.cursor.row).toBe(above(1, YES));
    controller.goTo({ row: above(1, NO) });
    key(controller, "ArrowLeft", { ctrlKey: true });
    key(controller, "ArrowLeft", { ctrlKey: true });
    expect(controller.selection.cursor.row).toBe(NO);
    // Rows of a group are no siblings: Tab leaves the grid.
    expect(controller.looking.outlined).toBe(false);
  });

  it("selects each task once, however many of its rows are chosen", () => {
    const controller = open();
    controller.chooseAll();
    expect(controller.selectedTasks()).toEqual([1, 2, 4, 6, 3, 5]);
    expect(controller.chosenCount).toBe(6);
    controller.goTo({ row: above(1, YES) });
    controller.toggleRow(above(1, NO));
    expect(controller.selectedRows()).toEqual([above(1, YES), above(1, NO)]);
    expect(controller.selectedTasks()).toEqual([1]);
    controller.goTo({ row: above(2, NO), col: "name" });
    expect(copy(controller).text).toBe("Walls");
  });

  it("finds a task in a closed group, and a summary where it first stands", () => {
    const controller = open();
    controller.closeGroup(NO, true);
    controller.reveal(3);
    expect(controller.selection.cursor.row).toBe(3);
    controller.reveal(2);
    expect(controller.selection.cursor.row).toBe(above(2, YES));
  });

  it("draws links across groups, of summaries from the row that is nearest", () => {
    const controller = open();
    const timeline = new Timeline(controller.store);
    const rowOfY = (y: number) => Math.floor(y / controller.viewport.rowHeight);
    const ends = (first: number, last: number) =>
      Object.fromEntries(
        drawnLinks(controller, timeline, first, last).map(({ id, points }) => [
          id,
          [rowOfY(points[0]?.[1] ?? -1), rowOfY(points.at(-1)?.[1] ?? -1)],
        ]),
      );
    expect(ends(0, 11)).toEqual({ 90: [8, 3], 91: [2, 4], 92: [8, 9] });
    // Where an end is hidden there is no link.
    controller.closeGroup(YES, true);
    expect(Object.keys(ends(0, 11))).toEqual(["92"]);
  });
});
