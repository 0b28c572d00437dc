import { expect, test } from "vitest";
import {
  type DueInput,
  daysLate,
  dueOf,
  finishedToday,
  missesDeadline,
  startedToday,
  startsLate,
} from "./due";
import { fromIso } from "./moments";
import { firstWeekday, weekOf } from "./week";

const at = (text: string): number => fromIso(text) ?? Number.NaN;
const NOW = at("2026-11-25T11:00"); // a Wednesday
const task = (finish: string | null, more: Partial<DueInput> = {}): DueInput => ({
  start: null,
  finish: finish === null ? null : at(finish),
  deadline: null,
  percent: 0,
  actualStart: null,
  ...more,
});

test.each([
  ["2026-11-24T17:00", "late"],
  ["2026-11-25T08:00", "today"],
  ["2026-11-25T17:00", "today"],
  // The close of the day is that day's, not the next one's.
  ["2026-11-26T00:00", "today"],
  ["2026-11-25T00:00", "late"],
  ["2026-11-26T09:00", "week"],
  ["2026-11-29T17:00", "week"],
  ["2026-11-30T09:00", "fortnight"],
  ["2026-12-13T17:00", "fortnight"],
  ["2026-12-14T09:00", "later"],
] as const)("%s is %s", (finish, due) => {
  expect(dueOf(task(finish), NOW, 0, null)).toBe(due);
});

test("a week ends as the locale says", () => {
  const sunday = task("2026-11-29T09:00");
  expect(dueOf(sunday, NOW, 0, null)).toBe("week");
  expect(dueOf(sunday, NOW, 6, null)).toBe("fortnight");
  expect(firstWeekday("de-DE")).toBe(0);
  expect(firstWeekday("en-US")).toBe(6);
  expect(weekOf(Math.floor(NOW / 1440), 6) * 1440).toBe(at("2026-11-22"));
});

test("a deadline before the finish counts", () => {
  const missed = task("2026-12-20T17:00", { deadline: at("2026-11-20T17:00") });
  expect(dueOf(missed, NOW, 0, null)).toBe("late");
  expect(daysLate(missed, NOW)).toBe(5);
  expect(missesDeadline(missed)).toBe(true);
});

test("what is done is done, and what sleeps is asked for when it wakes", () => {
  expect(dueOf(task("2026-11-20T17:00", { percent: 100 }), NOW, 0, null)).toBe("done");
  const today = Math.floor(NOW / 1440);
  expect(dueOf(task("2026-11-20T17:00"), NOW, 0, today + 1)).toBe("snoozed");
  expect(dueOf(task("2026-11-20T17:00"), NOW, 0, today)).toBe("late");
  expect(dueOf(task(null), NOW, 0, null)).toBe("later");
});

test("it should have begun", () => {
  expect(startsLate(task(null, { start: at("2026-11-24T09:00") }), NOW)).toBe(true);
  expect(startsLate(task(null, { start: at("2026-11-25T09:00") }), NOW)).toBe(false);
  expect(startsLate(task(null, { start: at("2026-11-24T09:00"), percent: 5 }), NOW)).toBe(false);
});

test("started and finished today mean as planned where that is today", () => {
  const planned = task("2026-11-25T15:00", { start: at("2026-11-25T10:00") });
  expect(startedToday(planned, NOW, 540)).toBe(at("2026-11-25T10:00"));
  expect(finishedToday(planned, NOW, 1020)).toBe(at("2026-11-25T15:00"));
  const other = task("2026-12-03T15:00", { start: at("2026-12-01T10:00") });
  expect(startedToday(other, NOW, 540)).toBe(at("2026-11-25T09:00"));
  expect(finishedToday(other, NOW, 1020)).toBe(at("2026-11-25T17:00"));
  const begun = { ...other, actualStart: at("2026-11-25T18:00") };
  expect(finishedToday(begun, NOW, 1020)).toBe(at("2026-11-25T18:00"));
});
