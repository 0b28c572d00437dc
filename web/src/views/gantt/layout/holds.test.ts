/** Where a deadline can be held: never where one holds the bar, and always wide enough. */

import { expect, it } from "vitest";
import { type BarKind, barFor, DAY, deadlineHold, heldBeside, type Scale } from "./index";

const scale: Scale = { origin: 0, end: 100 * DAY, perMinute: 10 / DAY };

function bar(kind: BarKind, start: number, finish: number, deadline: number) {
  const none = { lateFinish: null, baselineStart: null, baselineFinish: null, pin: null };
  const more = { percent: 0, resumeDate: Number.NEGATIVE_INFINITY };
  return barFor(scale, {
    kind,
    start: start * DAY,
    finish: finish * DAY,
    deadline: deadline * DAY,
    ...none,
    ...more,
  });
}

function held(kind: BarKind, start: number, finish: number, deadline: number): [number, number] {
  const { x, width } = deadlineHold(deadline * 10, bar(kind, start, finish, deadline));
  return [x, x + width];
}

it("is around its mark where nothing else is", () => {
  expect(held("task", 10, 20, 30)).toEqual([289, 311]);
  expect(held("summary", 10, 20, 30)).toEqual([289, 311]);
  // Within a long bar that misses it, too.
  expect(held("task", 10, 30, 20)).toEqual([189, 211]);
});

it("leaves the end of a bar to those who stretch it", () => {
  expect(held("task", 10, 20, 20)).toEqual([200, 216]);
  expect(held("task", 10, 20, 20.5)).toEqual([200, 216]);
  const [from, to] = held("task", 10, 20, 19.5);
  expect([from, to]).toEqual([184, 200]);
  expect(held("task", 10, 20, 19)[1]).toBe(195);
});

it("leaves a milestone's diamond to those who move it", () => {
  expect(held("milestone", 20, 20, 20)).toEqual([208, 224]);
  expect(held("milestone", 20, 20, 22)).toEqual([209, 231]);
  expect(held("milestone", 20, 20, 19)[1]).toBeLessThanOrEqual(192);
});

it("sends the dot that begins a link beyond it, where it would lie under that", () => {
  expect(heldBeside(bar("task", 10, 20, 20), 18)).toBe(16);
  expect(heldBeside(bar("task", 10, 20, 22), 18)).toBe(31);
  expect(heldBeside(bar("task", 10, 20, 30), 18)).toBe(0);
  expect(heldBeside(bar("task", 10, 30, 20), 18)).toBe(0);
});

it("leaves room for that dot before the words beside the bar", () => {
  expect(bar("task", 10, 20, 20).labelX).toBe(200 + 16 + 4);
  expect(bar("task", 10, 20, 30).labelX).toBe(200);
});
