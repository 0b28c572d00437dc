import { afterEach, expect, it, vi } from "vitest";
import { createProjectStore } from "~/store/index";
import { columnsOf, projectRow, START, snapshotOf, tasksOf } from "~/store/testing";
import { Reading } from "./reading";

afterEach(() => {
  vi.useRealTimers();
});

function reading(status_date: number | null, from_status_date = false): Reading {
  const projects = columnsOf([
    projectRow({ zone: "Europe/Berlin", day_start: 540, status_date, from_status_date }),
  ]);
  const snapshot = snapshotOf({ outline: "A" });
  return new Reading(createProjectStore({ ...snapshot, tables: { ...snapshot.tables, projects } }));
}

it("leaves undone work in the past from this morning on, or from the status date", () => {
  // 14:30 in Berlin: what was to be done this afternoon is not behind, as the server's lists say.
  vi.useFakeTimers({ now: new Date("2026-03-02T13:30:00Z") });
  const today = 20_514 * 1440;
  expect(START).toBe(today + 540);
  const follows = reading(null);
  expect([follows.statusDate, follows.resumeDate]).toEqual([today + 14 * 60 + 30, today + 540]);
  const typed = reading(today - 1440);
  expect([typed.statusDate, typed.resumeDate]).toEqual([today - 1440, today - 1440]);
});

it("leaves nothing of a started task behind that goes on from the status date", () => {
  const [fresh] = tasksOf("A");
  if (!fresh) throw new Error("no task");
  const begun = { ...fresh, actual_start: START };
  const date = START + 1440;
  const goesOn = reading(date, true);
  expect(goesOn.resumeDateOf(begun)).toBe(Number.NEGATIVE_INFINITY);
  expect(goesOn.resumeDateOf(fresh)).toBe(date);
  const byHand = { ...begun, mode: "manual" as const, manual_finish: date };
  expect(goesOn.resumeDateOf(byHand)).toBe(date);
  expect(reading(date).resumeDateOf(begun)).toBe(date);
  const follows = reading(null, true);
  expect(follows.resumeDateOf(begun)).toBe(follows.resumeDate);
});
