/** Where lists stand, what a slot is, and what moving by mouse and keys means. */

import { describe, expect, it } from "vitest";
import { besideOf, drawnRows, layOut, nextSlot, slotAt, slotOf, slotTop, staysPut } from "./layout";
import { heldBy, NOTHING, only, ranged, toggled } from "./selection";

const SIZES = { head: 60, row: 30, foot: 40, empty: 50, gap: 10 };
const LISTS = layOut(
  [
    { key: "7", ids: [1, 2, 3] },
    { key: "8", ids: [] },
    { key: "backlog", ids: [4, 5] },
  ],
  SIZES,
);

describe("layout", () => {
  it("stacks lists; an empty one has room to drop into", () => {
    expect(LISTS.lists.map(({ top, body, height }) => [top, body, height])).toEqual([
      [10, 70, 190],
      [210, 270, 150],
      [370, 430, 160],
    ]);
    expect(LISTS.height).toBe(540);
    const [first] = LISTS.lists;
    expect(first && drawnRows(first, SIZES, 100, 140)).toEqual({ first: 1, end: 3 });
  });

  it("finds the slot under a pointer, within and between lists", () => {
    expect(slotAt(LISTS, 0)).toEqual({ list: 0, index: 0 });
    expect(slotAt(LISTS, 101)).toEqual({ list: 0, index: 1 });
    expect(slotAt(LISTS, 190)).toEqual({ list: 0, index: 3 });
    expect(slotAt(LISTS, 300)).toEqual({ list: 1, index: 0 });
    expect(slotAt(LISTS, 9999)).toEqual({ list: 2, index: 2 });
    expect(slotTop(LISTS, { list: 2, index: 1 })).toBe(460);
    expect(slotOf(LISTS, 5)).toEqual({ list: 2, index: 1 });
  });

  it("names the neighbour that stays", () => {
    expect(besideOf([1, 2, 3], 2, new Set([2]))).toEqual({ afterId: 1 });
    expect(besideOf([1, 2, 3], 0, new Set([2]))).toEqual({ beforeId: 1 });
    expect(besideOf([1, 2], 1, new Set([1, 2]))).toEqual({});
    expect(staysPut(LISTS, [2], { list: 0, index: 2 })).toBe(true);
    expect(staysPut(LISTS, [2], { list: 0, index: 0 })).toBe(false);
    expect(staysPut(LISTS, [2], { list: 2, index: 1 })).toBe(false);
  });

  it("moves by keys one step, over the ends of lists", () => {
    expect(nextSlot(LISTS, [2], -1)).toEqual({ list: 0, index: 0 });
    expect(nextSlot(LISTS, [2], 1)).toEqual({ list: 0, index: 3 });
    expect(nextSlot(LISTS, [3], 1)).toEqual({ list: 1, index: 0 });
    expect(nextSlot(LISTS, [4], -1)).toEqual({ list: 1, index: 0 });
    expect(nextSlot(LISTS, [1], -1)).toBeNull();
    expect(nextSlot(LISTS, [5], 1)).toBeNull();
  });
});

describe("selection", () => {
  const shown = [1, 2, 3, 4, 5];
  it("takes ranges from where it began, and single ones more", () => {
    expect([...ranged(only(2), 4, shown).ids]).toEqual([2, 3, 4]);
    expect([...ranged(only(4), 2, shown).ids]).toEqual([2, 3, 4]);
    expect([...toggled(only(2), 5).ids]).toEqual([2, 5]);
    expect([...toggled(only(2), 2).ids]).toEqual([]);
    expect([...ranged(NOTHING, 3, shown).ids]).toEqual([3]);
  });

  it("moves all that is chosen where one of it is taken hold of, in the order shown", () => {
    const chosen = toggled(only(4), 2);
    expect(heldBy(chosen, 2, shown)).toEqual([2, 4]);
    expect(heldBy(chosen, 5, shown)).toEqual([5]);
  });
});
