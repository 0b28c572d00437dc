import { describe, expect, it } from "vitest";
import { fromIso, toIso } from "./moments";
import { parseQuickAdd } from "./quickadd";

const context = {
  settings: { minutes_per_day: 480, minutes_per_week: 2400, days_per_month: 20 },
  dates: {
    today: fromIso("2026-03-01T10:00") as number,
    day_start: 540,
    day_finish: 1020,
    locale: "en-GB",
  },
  idAt: (line: number) => (line >= 1 && line <= 9 ? line * 10 : undefined),
  people: ["Ana", "Ana Lopez", "Ben Okafor"],
};

function read(text: string) {
  const task = parseQuickAdd(text, context);
  const links = task.predecessors.map((l) => `${l.predecessor_id}${l.type}${l.lag || ""}`);
  const found: Record<string, unknown> = { name: task.name };
  if (task.duration) found.length = `${task.duration.minutes}${task.duration.estimated ? "?" : ""}`;
  if (task.milestone) found.milestone = true;
  if (task.assignees.length) found.who = task.assignees;
  if (links.length) found.after = links;
  if (task.start !== null) found.from = toIso(task.start);
  if (task.deadline !== null) found.due = toIso(task.deadline);
  if (task.recurs) found.every = task.recurs;
  return found;
}

describe("what recurs", () => {
  const weekly = (...weekdays: number[]) => ({ unit: "week", every: 1, weekdays });
  it.each<[string, Record<string, unknown>]>([
    [
      "Weekly status 1h every Mo until 30 Jun",
      { name: "Weekly status", length: "60", every: weekly(0), due: "2026-06-30T17:00" },
    ],
    ["Sync every Mo, We and Fr 10x", { name: "Sync", every: { ...weekly(0, 2, 4), count: 10 } }],
    ["Sync every Mo,We 12 times", { name: "Sync", every: { ...weekly(0, 2), count: 12 } }],
    ["Backup every Sundays", { name: "Backup", every: weekly(6) }],
    [
      "Stand-up 15m every day",
      { name: "Stand-up", length: "15", every: { unit: "day", every: 1 } },
    ],
    [
      "Review every other week on Th @Ana",
      { name: "Review", who: ["Ana"], every: { unit: "week", every: 2, weekdays: [3] } },
    ],
    ["Report every 3 months", { name: "Report", every: { unit: "month", every: 3 } }],
    [
      "Invoice every 15th of the month",
      { name: "Invoice", every: { unit: "month", every: 1, day: 15 } },
    ],
    [
      "Board every last Friday",
      { name: "Board", every: { unit: "month", every: 1, nth: -1, weekdays: [4] } },
    ],
    // Said on 1 March 2026: the end lies ahead.
    ["Sync every Tu until 15 Jan", { name: "Sync", every: weekly(1), due: "2027-01-15T17:00" }],
    [
      "Sync every Tu at 14:30 from 3 Mar",
      { name: "Sync", every: weekly(1), from: "2026-03-03T14:30" },
    ],
    // On which day it begins is the plan's to say.
    ["Sync every Tu at 14:30", { name: "Sync", every: { ...weekly(1), clock: 14 * 60 + 30 } }],
    // A year that was said is meant.
    [
      "Sync every Tu until 15 Jan 2026",
      { name: "Sync", every: weekly(1), due: "2026-01-15T17:00" },
    ],
    ["Check every server 2d", { name: "Check every server", length: "960" }],
    ["Ask every 3 people", { name: "Ask every 3 people" }],
  ])("reads %s", (text, found) => {
    expect(read(text)).toEqual(found);
  });
});

describe("quick add", () => {
  it.each<[string, Record<string, unknown>]>([
    ["Migrate DB", { name: "Migrate DB" }],
    [
      "Migrate DB 3d @Ana after 2",
      { name: "Migrate DB", length: "1440", who: ["Ana"], after: ["20FS"] },
    ],
    ["4h Check backups", { name: "Check backups", length: "240" }],
    ["Check 2 weeks", { name: "Check", length: "4800" }],
    ["Check 5d?", { name: "Check", length: "2400?" }],
    ["Plan 3d printing 2d", { name: "Plan 3d printing", length: "960" }],
    ["Phase 3", { name: "Phase 3" }],
    ["Go live !", { name: "Go live", milestone: true }],
    ["Go live 0d", { name: "Go live", length: "0", milestone: true }],
    ["Call @Ana Lopez and wait", { name: "Call and wait", who: ["Ana Lopez"] }],
    ["Call @ben okafor, @Zoë", { name: "Call", who: ["Ben Okafor", "Zoë"] }],
    ['Call @"Data Team" 1d', { name: "Call", length: "480", who: ["Data Team"] }],
    ["Copy after 2SS+1d, 3", { name: "Copy", after: ["20SS480", "30FS"] }],
    ["Copy after 2 and 3 1d", { name: "Copy", length: "480", after: ["20FS", "30FS"] }],
    ["Meet after lunch", { name: "Meet after lunch" }],
    ["Meet after 99", { name: "Meet after 99" }],
    ["Report due 3 Mar", { name: "Report", due: "2026-03-03T17:00" }],
    ["Report by Fri 2d", { name: "Report", length: "960", due: "2026-03-06T17:00" }],
    ["Stand by me", { name: "Stand by me" }],
    ["Rack from 3 Mar 14:00 @Ana", { name: "Rack", who: ["Ana"], from: "2026-03-03T14:00" }],
    ["Copy from old to new", { name: "Copy from old to new" }],
    ["3d", { name: "3d", length: "1440" }],
    ["write to a@b.c", { name: "write to a@b.c" }],
  ])("reads %s", (text, found) => {
    expect(read(text)).toEqual(found);
  });
});
