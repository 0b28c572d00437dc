import { expect, test } from "vitest";
import { fromIso } from "~/model/moments";
import { STANDARD, WorkTime } from "~/model/worktime";
import { fitting, lastDay, monthsOn, monthWeeks, type Placed, segmentsOf } from "./layout";

const at = (text: string): number => fromIso(text) ?? Number.NaN;
const day = (text: string): number => at(text) / 1440;
const NIGHTS = new WorkTime([
  {
    week: [[[1320, 1800]], [[1320, 1800]], [[1320, 1800]], [[1320, 1800]], [[1320, 1800]], [], []],
    exceptions: [],
    workWeeks: [],
    base: null,
  },
]);
const ALWAYS = new WorkTime([]);
const OFFICE = new WorkTime([STANDARD]);

// Monday 23 to Sunday 29 November 2026.
test.each([
  ["ends in the evening", OFFICE, "2026-11-24T09:00", "2026-11-25T17:00", "2026-11-25"],
  [
    "ends at midnight: on the day before",
    OFFICE,
    "2026-11-24T09:00",
    "2026-11-26T00:00",
    "2026-11-25",
  ],
  ["a night is the evening's", NIGHTS, "2026-11-24T22:00", "2026-11-25T06:00", "2026-11-24"],
  ["two nights", NIGHTS, "2026-11-24T22:00", "2026-11-26T06:00", "2026-11-25"],
  ["half a night", NIGHTS, "2026-11-24T22:00", "2026-11-25T02:00", "2026-11-24"],
  [
    "Friday's night does not reach Saturday",
    NIGHTS,
    "2026-11-26T22:00",
    "2026-11-28T06:00",
    "2026-11-27",
  ],
  ["within a morning, by the clock", NIGHTS, "2026-11-25T02:00", "2026-11-25T06:00", "2026-11-25"],
  ["round the clock has no nights", ALWAYS, "2026-11-24T22:00", "2026-11-25T06:00", "2026-11-25"],
  ["a morning of office work", OFFICE, "2026-11-24T09:00", "2026-11-25T12:00", "2026-11-25"],
  [
    "a milestone at the close of a day",
    OFFICE,
    "2026-11-26T00:00",
    "2026-11-26T00:00",
    "2026-11-25",
  ],
] as const)("%s", (_, work, start, finish, expected) => {
  expect(lastDay(at(start), at(finish), () => work)).toBe(day(expected));
});

interface Named extends Placed {
  readonly name: string;
}
const entry = (name: string, first: number, last: number): Named => ({ name, first, last });

test("lanes: who began first stands above, nobody overlaps", () => {
  const week = segmentsOf(
    [
      entry("c", 12, 12),
      entry("a", 5, 11),
      entry("b", 10, 14),
      entry("d", 13, 30),
      entry("no", 1, 9),
    ],
    10,
  );
  expect(week.map(({ entry: e, lane, from, to }) => [e.name, lane, from, to])).toEqual([
    ["a", 0, 0, 1],
    ["b", 1, 0, 4],
    ["c", 0, 2, 2],
    ["d", 0, 3, 6],
  ]);
  expect(week.map(({ before, after }) => [before, after])).toEqual([
    [true, false],
    [false, false],
    [false, false],
    [false, true],
  ]);
});

test("ten thousand in a week are placed without any overlap", () => {
  const many = Array.from({ length: 10_000 }, (_, n) =>
    entry(`${n}`, 95 + (n % 12), 95 + (n % 12) + (n % 5)),
  );
  const week = segmentsOf(many, 100);
  const cells = new Set<string>();
  for (const { lane, from, to } of week) {
    for (let at = from; at <= to; at++) {
      expect(cells.has(`${lane}.${at}`)).toBe(false);
      cells.add(`${lane}.${at}`);
    }
  }
});

test("what does not fit is counted on each of its days, and its place says so", () => {
  const week = segmentsOf(
    [entry("a", 0, 6), entry("b", 0, 2), entry("c", 1, 1), entry("d", 4, 4)],
    0,
  );
  const all = fitting(week, 3);
  expect(all.more).toEqual([0, 0, 0, 0, 0, 0, 0]);
  const two = fitting(week, 2);
  // b gives way, as c under it is not shown: its second lane tells of both.
  expect(two.shown.map(({ entry: e }) => e.name)).toEqual(["a", "d"]);
  expect(two.more).toEqual([1, 2, 1, 0, 0, 0, 0]);
  const none = fitting(week, 0);
  expect(none.shown).toEqual([]);
  expect(none.more).toEqual([2, 3, 2, 1, 2, 1, 1]);
});

test("a month's weeks begin as the locale says", () => {
  const november = day("2026-11-15");
  expect(monthWeeks(november, 0)[0]).toBe(day("2026-10-26"));
  expect(monthWeeks(november, 0)).toHaveLength(6);
  expect(monthWeeks(november, 6)[0]).toBe(day("2026-11-01"));
  expect(monthWeeks(november, 6)).toHaveLength(5);
  // February 2027 is four whole weeks.
  expect(monthWeeks(day("2027-02-10"), 0)).toHaveLength(4);
});

test("months on", () => {
  expect(monthsOn(day("2026-10-31"), 1)).toBe(day("2026-11-30"));
  expect(monthsOn(day("2026-12-15"), 1)).toBe(day("2027-01-15"));
  expect(monthsOn(day("2026-01-31"), -1)).toBe(day("2025-12-31"));
});
