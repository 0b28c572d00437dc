import { describe, expect, it } from "vitest";
import { type DateContext, parseDate, shownDay } from "./dates";
import { formatMoment, fromIso, momentNow, toIso, weekdayOf } from "./moments";

/** Thursday. */
const TODAY = fromIso("2026-03-05T14:20") as number;
const context: DateContext = {
  today: TODAY,
  day_start: 540,
  day_finish: 1020,
  as: "start",
  locale: "en-GB",
};

function read(text: string, more: Partial<DateContext> = {}): string | null {
  const found = parseDate(text, { ...context, ...more });
  return found && toIso(found.moment);
}

describe("typed dates", () => {
  it.each([
    ["today", "2026-03-05T09:00"],
    ["Tomorrow", "2026-03-06T09:00"],
    ["yesterday", "2026-03-04T09:00"],
    ["2026-03-03", "2026-03-03T09:00"],
    ["2026-03-03 14:30", "2026-03-03T14:30"],
    ["2026-03-03T14:30", "2026-03-03T14:30"],
    ["3 Mar", "2026-03-03T09:00"],
    ["3. mar.", "2026-03-03T09:00"],
    ["3rd of March", "2026-03-03T09:00"],
    ["Mar 3", "2026-03-03T09:00"],
    ["March 3, 2027", "2027-03-03T09:00"],
    ["3 march 27", "2027-03-03T09:00"],
    ["Tue 3 Mar 2026", "2026-03-03T09:00"],
    ["3-Mar-2026", "2026-03-03T09:00"],
    ["20 Dec", "2025-12-20T09:00"],
    ["20 Aug", "2026-08-20T09:00"],
    ["3/4", "2026-04-03T09:00"],
    ["3/4/27", "2027-04-03T09:00"],
    ["03.04.2026", "2026-04-03T09:00"],
    ["03.04.", "2026-04-03T09:00"],
    ["fri", "2026-03-06T09:00"],
    ["thursday", "2026-03-05T09:00"],
    ["next fri", "2026-03-13T09:00"],
    ["last fri", "2026-02-27T09:00"],
    ["next week", "2026-03-09T09:00"],
    ["next month", "2026-04-01T09:00"],
    ["3 Mar 14:00", "2026-03-03T14:00"],
    ["3 Mar, 2pm", "2026-03-03T14:00"],
    ["tomorrow at 9.30", "2026-03-06T09:30"],
    ["16:45", "2026-03-05T16:45"],
    ["12am", "2026-03-05T00:00"],
    ["+3d", "2026-03-08T09:00"],
    ["+2w", "2026-03-19T09:00"],
    ["-1 week", "2026-02-26T09:00"],
    ["+1mo", "2026-04-05T09:00"],
  ])("reads %s", (text, iso) => {
    expect(read(text)).toBe(iso);
  });

  it.each([
    "",
    "soon",
    "30 Feb",
    "2026-02-30",
    "2026-03-03T14:00Z",
    "32 Mar",
    "3 Foo",
    "3/13/2026",
    "25:00",
    "13pm",
    "1 Mar 1850",
    "3d",
    "after 3 Mar",
  ])("does not read %s", (text) => {
    expect(read(text)).toBeNull();
  });

  it("means the end of the day as a finish", () => {
    expect(read("3 Mar", { as: "finish" })).toBe("2026-03-03T17:00");
    expect(read("3 Mar 12:00", { as: "finish" })).toBe("2026-03-03T12:00");
  });

  it("counts from the value before, and by working days where it can", () => {
    const base = fromIso("2026-05-29T11:00") as number;
    expect(read("+1d", { base })).toBe("2026-05-30T11:00");
    expect(read("+1mo", { base: fromIso("2026-01-31T09:00") as number })).toBe("2026-02-28T09:00");
    expect(read("16:00", { base })).toBe("2026-05-29T16:00");
    const addDays = (from: number, days: number) => from + days * 7 * 1440;
    expect(read("+2d", { base, addDays })).toBe("2026-06-12T11:00");
    expect(read("3 Jan", { base: fromIso("2029-12-20T11:00") as number })).toBe("2030-01-03T09:00");
  });

  it.each([
    ["en-US", "3/4", "2026-03-04T09:00"],
    ["de", "3. März", "2026-03-03T09:00"],
    ["de", "Montag", "2026-03-09T09:00"],
    ["fr", "3 févr.", "2026-02-03T09:00"],
    ["es", "3 de marzo de 2026", "2026-03-03T09:00"],
  ])("follows the locale %s: %s", (locale, text, iso) => {
    expect(read(text, { locale })).toBe(iso);
  });
});

describe("moments", () => {
  it("go to ISO and back", () => {
    for (const iso of ["1970-01-01T00:00", "1969-12-31T23:59", "2024-02-29T12:30"]) {
      expect(toIso(fromIso(iso) as number)).toBe(iso);
    }
    expect(weekdayOf(TODAY)).toBe(3);
    expect(weekdayOf(-1)).toBe(2);
  });

  it("are written by the locale", () => {
    expect(formatMoment(TODAY, "medium", "en-GB")).toBe("5 Mar 2026");
    expect(formatMoment(TODAY, "medium", "de")).toMatch(/5\. März 2026/);
    expect(formatMoment(TODAY, "time", "en-GB")).toBe("14:20");
  });

  it("are those of the plan's zone", () => {
    const now = new Date("2026-03-05T23:30:00Z");
    expect(toIso(momentNow("Asia/Tokyo", now))).toBe("2026-03-06T08:30");
    expect(toIso(momentNow("America/New_York", now))).toBe("2026-03-05T18:30");
  });

  it("at midnight end the day before", () => {
    expect(shownDay(10 * 1440, "finish")).toBe(9);
    expect(shownDay(10 * 1440, "start")).toBe(10);
    expect(shownDay(10 * 1440 + 1, "finish")).toBe(10);
  });
});
