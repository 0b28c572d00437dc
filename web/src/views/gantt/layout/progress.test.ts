import { describe, expect, it } from "vitest";
import { peakOf, progressPath } from "./progress";

const task = { percent: 0, started: false, start: 100, doneUntil: 150, statusDate: 200 };

describe("the progress line", () => {
  it("goes straight down where every task is as it should be", () => {
    expect(progressPath(80, [{ top: 0, height: 30, peak: null }])).toBe("M80 0L80 30");
  });

  it("goes out to where a task is done and comes back", () => {
    const rows = [
      { top: 0, height: 30, peak: 50 },
      { top: 30, height: 30, peak: null },
    ];
    expect(progressPath(80, rows)).toBe("M80 0L80 3L50 15L80 27L80 30L80 60");
  });

  it("has nothing to draw without rows", () => {
    expect(progressPath(80, [])).toBe("");
  });

  it.each([
    ["a complete task", { percent: 100 }, null],
    ["a started one", { started: true, percent: 30 }, 150],
    ["one that is ahead", { started: true, percent: 90, doneUntil: 260 }, 260],
    ["one that should have started", {}, 100],
    ["one that is not due yet", { start: 300 }, null],
  ])("leads for %s to the right place", (_, values, expected) => {
    expect(peakOf({ ...task, ...values })).toBe(expected);
  });
});
