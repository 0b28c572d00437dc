import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration, roundHalfEven } from "./durations";

const settings = { minutes_per_day: 480, minutes_per_week: 2400, days_per_month: 20 };

describe("durations", () => {
  it.each([
    ["3d", 1440, "d", false],
    ["3", 1440, "d", false],
    ["4h", 240, "h", false],
    ["1.5w", 3600, "w", false],
    ["1,5 weeks", 3600, "w", false],
    ["2ed", 2880, "ed", false],
    ["5d?", 2400, "d", true],
    ["5 days ?", 2400, "d", true],
    ["90 min", 90, "m", false],
    ["1mo", 9600, "mo", false],
    ["1emo", 43_200, "emo", false],
    ["0d", 0, "d", false],
    ["-2d", -960, "d", false],
    [" 3 HRS ", 180, "h", false],
  ])("reads %s", (text, minutes, unit, estimated) => {
    expect(parseDuration(text, settings)).toEqual({ minutes, unit, estimated });
  });

  it.each(["", "soon", "3x", "d3", "3d4h", "..5d", "3 d d"])("does not read %s", (text) => {
    expect(parseDuration(text, settings)).toBeNull();
  });

  it.each([
    [1440, "d", false, "3d"],
    [3600, "w", false, "1.5w"],
    [2880, "ed", false, "2ed"],
    [2400, "d", true, "5d?"],
    [100, "d", false, "0.21d"],
    [0, "d", false, "0d"],
  ] as const)("writes %s minutes in %s", (minutes, unit, estimated, text) => {
    expect(formatDuration(minutes, unit, settings, estimated)).toBe(text);
  });

  it("counts days by the project", () => {
    const short = { ...settings, minutes_per_day: 360 };
    expect(parseDuration("2d", short)?.minutes).toBe(720);
  });

  it.each([
    [0.5, 0],
    [1.5, 2],
    [2.5, 2],
    [-0.5, 0],
    [2.4, 2],
  ])("rounds %s to even", (value, rounded) => {
    expect(roundHalfEven(value)).toBe(rounded);
  });
});
