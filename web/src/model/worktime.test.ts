import { describe, expect, it } from "vitest";
import { fromIso, toIso } from "./moments";
import { type CalendarRules, type Intervals, intervalsOf, WorkTime } from "./worktime";

const at = (iso: string) => fromIso(iso) as number;
const day = (iso: string) => at(`${iso}T00:00`) / 1440;
const WORKDAY: Intervals = [
  [540, 720],
  [780, 1020],
];
const STANDARD: CalendarRules = {
  week: [WORKDAY, WORKDAY, WORKDAY, WORKDAY, WORKDAY, [], []],
  exceptions: [],
  workWeeks: [],
  base: null,
};
const NIGHT: Intervals = [[1320, 1800]];
const nights: CalendarRules = { ...STANDARD, week: [NIGHT, NIGHT, NIGHT, NIGHT, NIGHT, [], []] };
const holiday = { first: day("2026-03-04"), last: day("2026-03-04"), intervals: [] };
const country: CalendarRules = { ...STANDARD, exceptions: [holiday] };
const short: Intervals = [[600, 720]];
const partTime: CalendarRules = {
  week: [short, null, short, null, null, null, null],
  exceptions: [],
  workWeeks: [],
  base: country,
};

describe("working time of a day", () => {
  it.each<[string, CalendarRules, string, Intervals]>([
    [
      "the week",
      STANDARD,
      "2026-03-02",
      [
        [540, 720],
        [780, 1020],
      ],
    ],
    ["a day off", STANDARD, "2026-03-01", []],
    ["an exception", country, "2026-03-04", []],
    ["one's own pattern", partTime, "2026-03-02", short],
    [
      "the base's day",
      partTime,
      "2026-03-03",
      [
        [540, 720],
        [780, 1020],
      ],
    ],
    ["the base's holiday over one's own pattern", partTime, "2026-03-04", []],
    [
      "one's own exception over the base's",
      { ...partTime, exceptions: [{ ...holiday, intervals: short }] },
      "2026-03-04",
      short,
    ],
    [
      "a work week",
      {
        ...STANDARD,
        workWeeks: [
          {
            first: day("2026-03-02"),
            last: day("2026-03-08"),
            week: [short, null, [], null, null, short, null],
          },
        ],
      },
      "2026-03-07",
      short,
    ],
  ])("follows %s", (_, calendar, date, intervals) => {
    expect(intervalsOf(calendar, day(date))).toEqual(intervals);
  });
});

describe("arithmetic", () => {
  const standard = new WorkTime([STANDARD]);
  const night = new WorkTime([nights]);
  const always = new WorkTime([]);

  it.each<[WorkTime, string, number, string]>([
    [standard, "2026-03-02T09:00", 420, "2026-03-02T17:00"],
    [standard, "2026-03-02T09:00", 180, "2026-03-02T12:00"],
    [standard, "2026-03-02T09:00", 181, "2026-03-02T13:01"],
    [standard, "2026-03-06T16:00", 120, "2026-03-09T10:00"],
    [standard, "2026-03-07T11:00", 60, "2026-03-09T10:00"],
    [standard, "2026-03-09T10:00", -120, "2026-03-06T16:00"],
    [standard, "2026-03-09T09:00", -420, "2026-03-06T09:00"],
    [standard, "2026-03-02T09:00", 0, "2026-03-02T09:00"],
    [standard, "2026-03-02T09:00", 420 * 5 * 200, "2029-12-28T17:00"],
    [night, "2026-03-02T22:00", 480, "2026-03-03T06:00"],
    [night, "2026-03-06T23:00", 480, "2026-03-09T23:00"],
    [new WorkTime([country]), "2026-03-03T16:00", 120, "2026-03-05T10:00"],
    [new WorkTime([STANDARD, partTime]), "2026-03-02T09:00", 180, "2026-03-03T10:00"],
    [always, "2026-03-07T00:00", 1440, "2026-03-08T00:00"],
  ])("adds work %#", (work, from, minutes, to) => {
    expect(toIso(work.add(at(from), minutes))).toBe(to);
  });

  it("finds the next and the previous working moment", () => {
    expect(toIso(standard.next(at("2026-03-07T11:00")))).toBe("2026-03-09T09:00");
    expect(toIso(standard.next(at("2026-03-02T12:00")))).toBe("2026-03-02T13:00");
    expect(toIso(standard.previous(at("2026-03-07T11:00")))).toBe("2026-03-06T17:00");
    expect(toIso(standard.previous(at("2026-03-02T12:00")))).toBe("2026-03-02T12:00");
    expect(toIso(night.next(at("2026-03-07T03:00")))).toBe("2026-03-07T03:00");
    expect(always.next(5)).toBe(5);
  });

  it("counts work between, also backwards, and undoes what it adds", () => {
    expect(standard.between(at("2026-03-02T09:00"), at("2026-03-09T09:00"))).toBe(2100);
    expect(standard.between(at("2026-03-09T09:00"), at("2026-03-02T09:00"))).toBe(-2100);
    for (const work of [standard, night, new WorkTime([partTime])]) {
      const start = work.next(at("2026-03-02T09:00"));
      for (const minutes of [1, 59, 180, 2345, 99_999]) {
        const end = work.add(start, minutes);
        expect(work.between(start, end)).toBe(minutes);
        expect(work.next(work.add(end, -minutes))).toBe(start);
      }
    }
  });

  it("shades what is not worked", () => {
    const gaps = standard.gaps(at("2026-03-06T12:00"), at("2026-03-09T10:00"));
    expect(gaps.map(([a, b]) => `${toIso(a)} ${toIso(b)}`)).toEqual([
      "2026-03-06T12:00 2026-03-06T13:00",
      "2026-03-06T17:00 2026-03-09T09:00",
    ]);
    expect(night.spans(at("2026-03-03T00:00"), at("2026-03-03T12:00"))).toEqual([
      [at("2026-03-03T00:00"), at("2026-03-03T06:00")],
    ]);
    expect([standard.worksOn(day("2026-03-06")), standard.worksOn(day("2026-03-07"))]).toEqual([
      true,
      false,
    ]);
  });

  it("snaps to a grain and into working time", () => {
    expect(toIso(standard.snap(at("2026-03-07T08:20"), "start", 60))).toBe("2026-03-09T09:00");
    expect(toIso(standard.snap(at("2026-03-07T08:20"), "finish", 60))).toBe("2026-03-06T17:00");
    expect(toIso(standard.snap(at("2026-03-02T10:20"), "start", 30))).toBe("2026-03-02T10:30");
  });

  it("ends where the engine ends for a calendar without work", () => {
    const never = new WorkTime([{ ...STANDARD, week: [[], [], [], [], [], [], []] }]);
    expect(never.next(5)).toBe(5);
    expect(never.add(5, 60)).toBe(65);
    expect(never.spans(0, 99_999)).toEqual([]);
  });
});
