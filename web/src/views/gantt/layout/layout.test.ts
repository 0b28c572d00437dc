import { describe, expect, it } from "vitest";
import { firstWeekday } from "~/model/week";
import { WorkTime } from "~/model/worktime";
import {
  barFor,
  DAY,
  distanceTo,
  endAt,
  fitting,
  floorTo,
  gridOf,
  nextOf,
  ownShades,
  partAt,
  pathOf,
  route,
  type Scale,
  scaleFor,
  shadesFor,
  snapFinish,
  snapStart,
  stepped,
  tiersFor,
  toMinute,
  toX,
  unitsFor,
  weekday,
  weekNumber,
  without,
} from "./index";

const at = (iso: string): number => Date.parse(`${iso}Z`) / 60_000;

/** Monday to Friday, 9 to 17 with a break. */
const day: [number, number][] = [
  [540, 720],
  [780, 1020],
];
const week = [day, day, day, day, day, [], []];
const office = new WorkTime([{ week, exceptions: [], workWeeks: [], base: null }]);

const scale: Scale = {
  origin: at("2026-11-02T00:00"),
  end: at("2027-02-01T00:00"),
  perMinute: 24 / DAY,
};

describe("civil units", () => {
  it("begin where people say they do", () => {
    const moment = at("2026-11-26T14:20"); // a Thursday
    expect(floorTo("week", moment)).toBe(at("2026-11-23T00:00"));
    expect(floorTo("month", moment)).toBe(at("2026-11-01T00:00"));
    expect(floorTo("quarter", moment)).toBe(at("2026-10-01T00:00"));
    expect(nextOf("quarter", at("2026-10-01T00:00"))).toBe(at("2027-01-01T00:00"));
    expect(weekday(moment)).toBe(3);
    expect(floorTo("day", -1)).toBe(-DAY);
  });

  it("begin weeks on the weekday that the reader's do", () => {
    const moment = at("2026-11-26T14:20"); // a Thursday
    expect(floorTo("week", moment, 6)).toBe(at("2026-11-22T00:00"));
    expect(floorTo("week", moment, 5)).toBe(at("2026-11-21T00:00"));
    expect(floorTo("week", at("2026-11-22T10:00"), 6)).toBe(at("2026-11-22T00:00"));
    expect(floorTo("week", at("2026-11-22T10:00"))).toBe(at("2026-11-16T00:00"));
    expect(floorTo("week", -1)).toBe(at("1969-12-29T00:00"));
  });

  it("number weeks as ISO 8601 does", () => {
    expect(weekNumber(at("2026-01-01T00:00"))).toBe(1);
    expect(weekNumber(at("2027-01-01T00:00"))).toBe(53);
    expect(weekNumber(at("2024-12-30T00:00"))).toBe(1);
  });
});

describe("scale", () => {
  it("goes to pixels and back", () => {
    const moment = at("2026-12-01T09:00");
    expect(toMinute(scale, toX(scale, moment))).toBeCloseTo(moment, 6);
  });

  it("covers the plan and the window", () => {
    const s = scaleFor(at("2026-11-24T09:00"), at("2026-11-27T17:00"), 24 / DAY, 1200);
    expect(toX(s, s.end)).toBeGreaterThanOrEqual(1200);
    expect(toX(s, at("2026-11-24T09:00"))).toBeGreaterThan(0);
    expect(weekday(s.origin)).toBe(0);
  });

  it("begins and ends with the reader's weeks, and labels them", () => {
    const [from, to] = [at("2026-11-24T09:00"), at("2027-02-26T17:00")];
    const sunday = scaleFor(from, to, 10 / DAY, 1200, firstWeekday("en-US"));
    expect(weekday(sunday.origin)).toBe(6);
    expect(weekday(sunday.end)).toBe(6);
    const tiers = tiersFor(sunday, 0, 1200, "en-US", firstWeekday("en-US"));
    expect(tiers.lowerUnit).toBe("week");
    expect(new Set(tiers.lower.map((cell) => weekday(cell.key)))).toEqual(new Set([6]));
    const monday = tiersFor(sunday, 0, 1200, "en-GB", firstWeekday("en-GB"));
    expect(new Set(monday.lower.map((cell) => weekday(cell.key)))).toEqual(new Set([0]));
  });

  it("fits a plan into a width", () => {
    const [from, to] = [at("2026-01-01T00:00"), at("2027-01-01T00:00")];
    expect((to - from) * fitting(from, to, 1000)).toBeLessThan(1000);
  });

  it("steps in both directions and stops at the ends", () => {
    expect(stepped(24 / DAY, true) * DAY).toBeCloseTo(36);
    expect(stepped(24 / DAY, false) * DAY).toBeCloseTo(22);
    let zoom = 24 / DAY;
    for (let i = 0; i < 40; i++) zoom = stepped(zoom, true);
    expect(stepped(zoom, true)).toBe(zoom);
  });
});

describe("header", () => {
  it("chooses units that have room", () => {
    expect(unitsFor(60 / 60).lower).toBe("hour");
    expect(unitsFor(24 / DAY)).toMatchObject({ lower: "day", upper: "month" });
    expect(unitsFor(5 / DAY).lower).toBe("week");
    expect(unitsFor(0.1 / DAY).lower).toBe("year");
  });

  it("labels what is in view, edge to edge", () => {
    const tiers = tiersFor(scale, 0, 24 * 14, "en-GB");
    expect(tiers.lower.map((c) => c.label).slice(0, 3)).toEqual(["2", "3", "4"]);
    expect(tiers.upper[0]?.label).toBe("November 2026");
    const cells = tiers.lower;
    for (let i = 1; i < cells.length; i++) {
      const before = cells[i - 1];
      expect((before?.x ?? 0) + (before?.width ?? 0)).toBeCloseTo(cells[i]?.x ?? -1);
    }
  });
});

const input = {
  kind: "task" as const,
  start: at("2026-11-09T09:00"),
  finish: at("2026-11-13T17:00"),
  percent: 25,
  lateFinish: at("2026-11-17T17:00"),
  baselineStart: null,
  baselineFinish: null,
  deadline: at("2026-11-12T17:00"),
  pin: null,
  resumeDate: at("2026-11-11T12:00"),
};

describe("bars", () => {
  it("show progress, what is late of it, float and a missed deadline", () => {
    const bar = barFor(scale, input);
    expect(bar.done).toBeCloseTo(bar.width / 4);
    expect(bar.late?.x).toBeCloseTo(bar.x + bar.done);
    expect((bar.late?.x ?? 0) + (bar.late?.width ?? 0)).toBeCloseTo(toX(scale, input.resumeDate));
    expect(bar.tail?.width).toBeCloseTo(4 * 24);
    expect(bar.deadlineMissed).toBe(true);
  });

  it("are never too thin to see, and late no more once done", () => {
    const bar = barFor(scale, { ...input, finish: input.start, percent: 100 });
    expect(bar.width).toBe(4);
    expect(bar.late).toBeNull();
  });

  it("tell their parts to a pointer", () => {
    const bar = barFor(scale, input);
    expect(partAt(bar, bar.x + bar.width - 2)).toBe("finish");
    expect(partAt(bar, bar.x + bar.done + 1)).toBe("progress");
    expect(partAt(bar, bar.x + bar.width * 0.6)).toBe("body");
    expect(endAt(bar, bar.x + 1)).toBe("start");
    expect(endAt(bar, bar.x + bar.width)).toBe("finish");
  });
});

describe("links", () => {
  const from = { left: 0, right: 100, y: 15, half: 8 };
  const square = (points: readonly (readonly [number, number])[]): boolean =>
    points.every((p, i) => {
      const q = points[i - 1];
      return !q || q[0] === p[0] || q[1] === p[1];
    });

  it("are orthogonal and end at the right ends, whatever lies where", () => {
    for (const type of ["FS", "SS", "FF", "SF"] as const) {
      for (const left of [-300, 40, 99, 104, 300]) {
        for (const y of [-45, 75]) {
          const to = { left, right: left + 80, y, half: 8 };
          const points = route(type, from, to, 30);
          expect(square(points)).toBe(true);
          expect(points[0]).toEqual([type[0] === "F" ? 100 : 0, 15]);
          const [x, end] = points[points.length - 1] ?? [0, 0];
          expect(x).toBeGreaterThanOrEqual(to.left);
          expect(x).toBeLessThanOrEqual(to.right);
          expect(Math.abs(end - y)).toBeLessThanOrEqual(8);
        }
      }
    }
  });

  it("can be hit near their line only", () => {
    const points = route("FS", from, { left: 200, right: 260, y: 75, half: 8 }, 30);
    expect(distanceTo(points, 150, 75)).toBe(0);
    expect(distanceTo(points, 150, 45)).toBeGreaterThan(20);
    expect(pathOf(points).startsWith("M100 15")).toBe(true);
  });
});

describe("snapping", () => {
  const start = at("2026-11-24T09:00"); // a Tuesday

  it("keeps the time of day and jumps over the weekend to the nearer side", () => {
    expect(snapStart(office, start, 2.2 * DAY, 24 / DAY)).toBe(at("2026-11-26T09:00"));
    expect(snapStart(office, start, 4 * DAY, 24 / DAY)).toBe(at("2026-11-27T09:00"));
    expect(snapStart(office, start, 5 * DAY, 24 / DAY)).toBe(at("2026-11-30T09:00"));
    expect(snapStart(office, start, 0.3 * DAY, 24 / DAY)).toBe(start);
  });

  it("is finer when close", () => {
    expect(gridOf(72 / 60)).toBe(15);
    expect(snapStart(office, start, 47, 72 / 60)).toBe(at("2026-11-24T09:45"));
  });

  it("ends on working time after the start", () => {
    const finish = at("2026-11-24T17:00");
    expect(snapFinish(office, start, finish, 4 * DAY, 24 / DAY)).toBe(at("2026-11-27T17:00"));
    expect(snapFinish(office, start, finish, -9 * DAY, 24 / DAY)).toBeGreaterThan(start);
  });
});

describe("shades", () => {
  it("cover weekends by the day and nights when close", () => {
    const week = 7 * 24;
    expect(shadesFor(scale, office, 0, week - 1)).toEqual([{ x: 5 * 24, width: 2 * 24 }]);
    const close = { ...scale, perMinute: 300 / DAY };
    expect(shadesFor(close, office, 0, 299)).toHaveLength(3);
    expect(shadesFor({ ...scale, perMinute: 1 / DAY }, office, 0, 500)).toEqual([]);
  });
});

describe("a calendar of one's own", () => {
  const shadesOf = (zoom: number) => {
    const near = { ...scale, perMinute: zoom / DAY };
    return ownShades(near, office, 0, 14 * zoom, 30);
  };
  const days = (of: string, zoom: number): number[][] =>
    [...of.matchAll(/M(\d+) 0H(\d+)V30H\d+z/g)].map((m) => [
      Number(m[1]) / zoom,
      Number(m[2]) / zoom,
    ]);
  const saturday = new WorkTime([
    { week: [day, day, day, day, [], day, []], exceptions: [], workWeeks: [], base: null },
  ]);

  it("is told by where it differs from the project's", () => {
    // The scale begins on a Monday.
    const shade = shadesOf(24)(saturday);
    expect(days(shade?.off ?? "", 24)).toEqual([
      [4, 5],
      [11, 12],
    ]);
    expect(days(shade?.on ?? "", 24)).toEqual([
      [5, 6],
      [12, 13],
    ]);
  });

  it("has no shade where it says the same, or nothing is shaded", () => {
    const same = new WorkTime([{ week, exceptions: [], workWeeks: [], base: null }]);
    expect(shadesOf(24)(same)).toBe(null);
    expect(shadesOf(24)(office)).toBe(null);
    expect(shadesOf(2)(saturday)).toBe(null);
  });

  it("is worked out once", () => {
    const shades = shadesOf(24);
    expect(shades(saturday)).toBe(shades(saturday));
  });

  it("shows other hours where hours can be told apart", () => {
    const early = new WorkTime([
      { week: Array(7).fill([[480, 960]]), exceptions: [], workWeeks: [], base: null },
    ]);
    const shade = shadesOf(1440)(early);
    const first = (of: string) => days(of, 1).filter(([from]) => (from ?? 0) < 1440);
    expect(first(shade?.on ?? "")).toEqual([
      [480, 540],
      [720, 780],
    ]);
    expect(first(shade?.off ?? "")).toEqual([[960, 1020]]);
    expect(shadesOf(24)(early)?.off).toBe("");
  });

  it("cuts bands from bands", () => {
    const band = (x: number, width: number) => ({ x, width });
    expect(without([band(0, 10), band(20, 10)], [band(2, 3), band(8, 14), band(29.8, 9)])).toEqual([
      band(0, 2),
      band(5, 3),
      { x: 22, width: expect.closeTo(7.8) },
    ]);
    expect(without([band(0, 10)], [])).toEqual([band(0, 10)]);
    expect(without([band(5, 5)], [band(0, 20)])).toEqual([]);
  });
});
