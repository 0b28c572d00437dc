/** Durations and working time by the server's own answers. tests/web writes the file it names. */

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "./durations";
import { type CalendarRules, type Intervals, WorkTime } from "./worktime";

type Week = (Intervals | null)[];

interface Cases {
  settings: { minutes_per_day: number; minutes_per_week: number; days_per_month: number };
  durations: { text: string; minutes: number | null; unit: string; estimated: boolean }[];
  texts: { minutes: number; unit: string; text: string }[];
  plans: {
    calendars: {
      week: Week;
      exceptions: { first: number; last: number; intervals: Intervals }[];
      work_weeks: { first: number; last: number; week: Week }[];
      base: number;
    }[];
    group: number[];
    answers: [
      moment: number,
      minutes: number,
      added: number,
      next: number,
      previous: number,
      between: number,
    ][];
  }[];
}

const path = process.env.HEADWAY_CASES ?? "";
const cases: Cases = path
  ? JSON.parse(readFileSync(path, "utf8"))
  : { durations: [], texts: [], plans: [] };

describe.skipIf(!path)("as the server has it", () => {
  it("durations are read and written", () => {
    expect(cases.durations.length).toBeGreaterThan(20);
    for (const { text, minutes, unit, estimated } of cases.durations) {
      const expected = minutes === null ? null : { minutes, unit, estimated };
      expect([text, parseDuration(text, cases.settings)]).toEqual([text, expected]);
    }
    for (const { minutes, unit, text } of cases.texts) {
      expect(formatDuration(minutes, unit as "d", cases.settings)).toBe(text);
    }
  });

  it("working time is added, found and counted", () => {
    expect(cases.plans.length).toBeGreaterThan(20);
    for (const { calendars, group, answers } of cases.plans) {
      const rules: CalendarRules[] = [];
      // A calendar's base stands before it in the list.
      for (const { week, exceptions, work_weeks: workWeeks, base } of calendars) {
        rules.push({ week, exceptions, workWeeks, base: rules[base] ?? null });
      }
      const work = new WorkTime(group.map((which) => rules[which] as CalendarRules));
      for (const answer of answers) {
        const [moment, minutes] = answer;
        const added = work.add(moment, minutes);
        const between = work.between(moment, added);
        expect([moment, minutes, added, work.next(moment), work.previous(moment), between]).toEqual(
          answer,
        );
      }
    }
  });
});
