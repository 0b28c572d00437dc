import { describe, expect, test } from "vitest";
import { fromIso } from "~/model/moments";
import type { AskedTask } from "./query";
import { draftOf, emptyDraft, saidOf } from "./saying";

const task: AskedTask = {
  id: 7,
  number: 3,
  name: "Mount racks",
  milestone: false,
  start: "2026-03-02T09:00:00",
  finish: "2026-03-06T17:00:00",
  percent: 20,
  duration: 2400,
  unit: "d",
  blocked: "No lift",
  answered: false,
  state: null,
  reply: "",
};
const settings = {
  day_finish: 1020,
  minutes_per_day: 480,
  minutes_per_week: 2400,
  days_per_month: 20,
};
const draft = emptyDraft(task);

describe("what is said of a task", () => {
  test("nothing where nothing was touched, and how far it is where it is as planned", () => {
    expect(saidOf(task, draft, settings).said).toBeNull();
    const planned = saidOf(task, { ...draft, asPlanned: true }, settings);
    expect(planned.said).toEqual({ task_id: 7, percent: 20, blocked: "No lift" });
  });

  test("an expected finish is the end of that day's work", () => {
    const { said } = saidOf(task, { ...draft, finish: "2026-03-10", blocked: "" }, settings);
    expect(said).toEqual({ task_id: 7, blocked: "", finish: fromIso("2026-03-10T17:00:00") });
  });

  test("what is left is a length by the project's days", () => {
    const { said } = saidOf(task, { ...draft, left: "2d", percent: "40" }, settings);
    expect(said).toMatchObject({ remaining: 960, percent: 40 });
  });

  test.each([
    [{ percent: "120" }, "percent"],
    [{ percent: "" }, "percent"],
    [{ left: "soon" }, "left"],
    [{ left: "2d", finish: "2026-03-10" }, "left"],
  ] as const)("%j is told as wrong", (fields, wrong) => {
    expect(saidOf(task, { ...draft, ...fields }, settings).wrong).toBe(wrong);
  });

  test.each([
    { percent: "40", left: "2d", blocked: "", note: "Two of five" },
    { percent: "60", finish: "2026-03-10", confidence: "low", blocked: "No key" },
    { percent: "100" },
  ])("%j stands in the fields again as it was typed", (fields) => {
    const { said } = saidOf(task, { ...draft, ...fields }, settings);
    if (!said) throw new Error("nothing was said");
    expect(saidOf(task, draftOf(said, task, settings), settings).said).toEqual(said);
  });

  test("what is done needs no finish", () => {
    const { said } = saidOf(task, { ...draft, percent: "100", finish: "2026-03-10" }, settings);
    expect(said).toEqual({ task_id: 7, percent: 100, blocked: "No lift" });
  });
});
