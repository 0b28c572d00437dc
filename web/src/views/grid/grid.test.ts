import { describe, expect, it } from "vitest";
import type { OutlineLine } from "~/store/types";
import { dropAt } from "./drop";
import { groupedLines, outlineLines, placesOf } from "./rows";
import { blockOf, moved, selectionAt, toggled } from "./selection";

/** 1 ▸ (2 ▸ (3), 4), 5 */
const shape: [id: number, level: number, parent: number | null, children: boolean][] = [
  [1, 0, null, true],
  [2, 1, 1, true],
  [3, 2, 2, false],
  [4, 1, 1, false],
  [5, 0, null, false],
];
const outline: OutlineLine[] = shape.map(([id, level, parentId, hasChildren], i) => ({
  id,
  level,
  parentId,
  hasChildren,
  wbs: "",
  line: i + 1,
}));
const lineOf = (id: number) => outline.find((line) => line.id === id);
const childrenOf = (id: number | null) =>
  outline.filter((line) => line.parentId === id).map((line) => line.id);
const keys = (collapsed: number[]) =>
  outlineLines(outline, new Set(collapsed), true).map((line) => line.key);

describe("lines", () => {
  it("hide what is collapsed and end with the empty row", () => {
    expect(keys([])).toEqual([1, 2, 3, 4, 5, "add"]);
    expect(keys([2])).toEqual([1, 2, 4, 5, "add"]);
    expect(keys([1, 2])).toEqual([1, 5, "add"]);
  });

  it("stand in groups, closed ones by their heading alone", () => {
    const groups = [
      { key: "group:even", label: "Even", ids: [4] },
      { key: "group:odd", label: "Odd", ids: [5, 3] },
    ];
    const lines = groupedLines(groups, new Set(["group:even"]), lineOf, true);
    const above = ["above:1:group:odd", "above:2:group:odd"];
    expect(lines.map((line) => line.key)).toEqual([
      "group:even",
      "group:odd",
      5,
      ...above,
      3,
      "add",
    ]);
    expect(groupedLines(groups, new Set(), lineOf, true)[5]).toBe(lines[3]);
  });

  it("say which are there for the outline alone, and stay the same objects", () => {
    const some = outline.filter((line) => line.id <= 3);
    const lines = outlineLines(some, new Set(), false, new Set([3]));
    expect(lines.map((line) => line.kind === "task" && line.dim)).toEqual([true, true, false]);
    expect(outlineLines(some, new Set(), false, new Set([3]))[0]).toBe(lines[0]);
  });
});

describe("selection", () => {
  const columns = ["name", "start", "finish"];
  const places = placesOf(outlineLines(outline, new Set(), true));

  it("stretches a block from its anchor", () => {
    const one = selectionAt({ row: 2, col: "start" });
    const block = blockOf(moved(one, { row: 4, col: "name" }, true), places, columns);
    expect(block).toEqual({ top: 1, bottom: 3, left: 0, right: 1 });
    expect(blockOf(moved(one, { row: 99, col: "name" }, false), places, columns)).toBeNull();
  });

  it("gathers single rows", () => {
    const two = toggled(selectionAt({ row: 1, col: "name" }), 5, [1]);
    expect([...two.extra]).toEqual([1, 5]);
    expect([...toggled(two, 1, [5]).extra]).toEqual([5]);
  });
});

describe("dropping rows", () => {
  const lines = outlineLines(outline, new Set(), true);
  const drop = (gap: number, level: number, ...moving: number[]) =>
    dropAt(lines, gap, level, lineOf, childrenOf, new Set(moving));

  it("goes beside or below the line above, as deep as wished", () => {
    expect(drop(3, 3, 5)).toMatchObject({ parentId: 3, afterId: null, level: 3 });
    expect(drop(3, 2, 5)).toMatchObject({ parentId: 2, afterId: 3, level: 2 });
    expect(drop(3, 0, 5)).toMatchObject({ parentId: 1, afterId: 2, level: 1 });
    expect(drop(4, 0, 3)).toMatchObject({ parentId: null, afterId: 1, level: 0 });
  });

  it("is first at the very top and as a summary's first child", () => {
    expect(drop(0, 0, 5)).toMatchObject({ parentId: null, beforeId: 1 });
    expect(drop(1, 1, 5)).toMatchObject({ parentId: 1, beforeId: 2, afterId: null });
  });

  it("never lands in what is moved", () => {
    const landed = drop(3, 2, 2);
    expect(landed).toMatchObject({ parentId: 1, afterId: null });
  });
});
