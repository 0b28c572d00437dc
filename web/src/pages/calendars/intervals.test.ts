import { describe, expect, it } from "vitest";
import { readIntervals, writeIntervals } from "./intervals";

describe("working times as people write them", () => {
  it("reads several, in any order and with short hours", () => {
    expect(readIntervals("13-17:30, 9:00–12.00")).toEqual([
      [540, 720],
      [780, 1050],
    ]);
  });

  it("reads nothing as a day off", () => {
    expect(readIntervals("  ")).toEqual([]);
  });

  it("lets a night shift end on the next day", () => {
    expect(readIntervals("22:00-06:00")).toEqual([[1320, 1800]]);
    expect(writeIntervals([[1320, 1800]])).toBe("22:00–06:00");
  });

  it("reads midnight both ways", () => {
    expect(readIntervals("18-24:00")).toEqual([[1080, 1440]]);
    expect(readIntervals(writeIntervals([[1080, 1440]]))).toEqual([[1080, 1440]]);
  });

  it.each(["nine to five", "9:75-12", "25-26", "9-12, 11-13", "9-12 x"])("refuses %s", (text) => {
    expect(readIntervals(text)).toBeNull();
  });
});
