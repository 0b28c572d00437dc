import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellsOf, LEAST_MONTH, layOut, minuteOf, packed, spanOf, xOf } from "./layout";
import type { Lane, Milestone, Phase } from "./query";

const sign = {
  percent_complete: 0,
  critical: false,
  baseline_start: null,
  baseline_finish: null,
  slip_minutes: null,
};
const good = { health: "good", reason: "On track" } as const;

function stone(task_id: number, name: string, finish: string, more: Partial<Milestone> = {}) {
  return { ...sign, ...good, task_id, name, start: finish, finish, phase_id: null, ...more };
}

function phase(task_id: number, start: string, finish: string, level = 0): Phase {
  return { ...sign, ...good, task_id, name: `Phase ${task_id}`, start, finish, level };
}

function lane(phases: Phase[], milestones: Milestone[]): Lane {
  return {
    ...good,
    id: 1,
    version: 1,
    name: "Project",
    minutes_per_day: 480,
    now: "2026-11-29T12:00:00",
    status_date: "2026-11-29T12:00:00",
    baseline: null,
    start: "2026-10-01T09:00:00",
    finish: "2027-03-31T17:00:00",
    percent_complete: 20,
    slip_minutes: null,
    phases,
    milestones,
  };
}

describe("a roadmap", () => {
  it("gives the time the width there is, and words of the last milestone room", () => {
    const plain = lane([], []);
    const span = spanOf([plain], 1000);
    expect(span.width).toBe(1000);
    expect(xOf(span, minuteOf(plain.start))).toBeGreaterThan(0);
    const last = stone(5, "Everything is in the hands of operations", "2027-03-31T17:00:00");
    const wider = spanOf([lane([], [last])], 1000);
    expect(wider.finish).toBeGreaterThan(span.finish);
    expect(spanOf([plain], 50).width).toBeGreaterThan(5 * LEAST_MONTH);
  });

  it("puts milestones above the phases, and inner phases below outer ones", () => {
    const one = lane(
      [
        phase(1, "2026-10-01T09:00:00", "2026-12-31T17:00:00"),
        phase(2, "2026-11-01T09:00:00", "2027-03-31T17:00:00"),
        phase(3, "2026-11-01T09:00:00", "2026-11-30T17:00:00", 1),
      ],
      [stone(8, "Ready", "2026-12-01T09:00:00", { baseline_finish: "2026-11-01T09:00:00" })],
    );
    const laid = layOut(one, spanOf([one], 1200));
    expect(laid.above).toBe(1);
    expect(laid.bars.map((bar) => [bar.part.task_id, bar.line])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    expect(laid.lines).toBe(4);
    expect(laid.stones[0]?.planned).toBeLessThan(laid.stones[0]?.x ?? 0);
  });

  it("is labelled by months in quarters, by quarters in years where it is long", () => {
    const span = spanOf([lane([], [])], 1000);
    const { upper, lower } = cellsOf(span);
    expect(lower.every((cell) => cell.unit === "month")).toBe(true);
    expect(upper.length).toBeLessThan(lower.length);
    const long = { ...span, finish: span.start + 6 * 365 * 1440 };
    expect(cellsOf(long).lower.some((cell) => cell.unit === "month")).toBe(false);
  });

  it("lets nothing on a line touch another", () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 300 }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 30 }), (given) => {
        const spans = given
          .map(([left, wide]) => [left, left + wide] as const)
          .sort((a, b) => a[0] - b[0]);
        const lines = packed(spans);
        spans.forEach(([left, right], i) => {
          spans.slice(i + 1).forEach(([other], j) => {
            if (lines[i] === lines[i + 1 + j]) expect(other).toBeGreaterThan(right);
          });
          expect(left).toBeLessThan(right);
        });
      }),
      { numRuns: 60 },
    );
  });
});
