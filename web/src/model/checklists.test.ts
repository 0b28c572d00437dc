import { describe, expect, it } from "vitest";
import { linesOf, percentOf } from "./checklists";

describe("pasted text", () => {
  it("makes an item of each line, without the marks of lists", () => {
    const text =
      "- Order racks\r\n\n  2) Mount them\n* [ ] Cable\n- [x] Label\n☑ Earth\n[X] Test\n3.5 mm jack";
    expect(linesOf(text)).toEqual([
      { text: "Order racks", done: false },
      { text: "Mount them", done: false },
      { text: "Cable", done: false },
      { text: "Label", done: true },
      { text: "Earth", done: true },
      { text: "Test", done: true },
      { text: "3.5 mm jack", done: false },
    ]);
  });
});

describe("the share that is ticked off", () => {
  it("is rounded down, so that 100 % means all", () => {
    const items = (done: number, all: number) =>
      Array.from({ length: all }, (_, place) => ({ done: place < done }));
    expect(percentOf([])).toBeNull();
    expect(percentOf(items(1, 3))).toBe(33);
    expect(percentOf(items(199, 200))).toBe(99);
    expect(percentOf(items(3, 3))).toBe(100);
  });
});
