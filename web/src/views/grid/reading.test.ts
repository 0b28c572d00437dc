import { afterEach, expect, it, vi } from "vitest";
import { createProjectStore } from "~/store/index";
import { columnsOf, projectRow, START, snapshotOf } from "~/store/testing";
import { Reading } from "./reading";

afterEach(() => {
  vi.useRealTimers();
});

function reading(statusDate: number | null): Reading {
  const projects = columnsOf([
    projectRow({ zone: "Europe/Berlin", day_start: 540, status_date: statusDate }),
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
