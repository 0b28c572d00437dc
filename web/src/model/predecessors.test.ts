import { describe, expect, it } from "vitest";
import { formatPredecessors, parsePredecessors, parseRelation } from "./predecessors";

const settings = { minutes_per_day: 480, minutes_per_week: 2400, days_per_month: 20 };
const context = {
  settings,
  idAt: (line: number) => (line >= 1 && line <= 20 ? line * 10 : undefined),
  self: 50,
};

function read(text: string) {
  const parsed = parsePredecessors(text, context);
  if (!parsed.ok) return parsed.message;
  return parsed.value.map((l) =>
    [l.predecessor_id, l.type, l.lag, l.lag_kind, l.lag_unit].join(" "),
  );
}

describe("predecessors", () => {
  it.each([
    ["", []],
    ["12", ["120 FS 0 working d"]],
    ["12FS+2d", ["120 FS 960 working d"]],
    ["14SS-1d", ["140 SS -480 working d"]],
    ["7FF+50%", ["70 FF 5000 percent d"]],
    ["3SF+2ed", ["30 SF 2880 elapsed ed"]],
    ["7+4h", ["70 FS 240 working h"]],
    ["12fs + 2 days", ["120 FS 960 working d"]],
    ["12FS+1,5d", ["120 FS 720 working d"]],
    ["2, 3;4SS", ["20 FS 0 working d", "30 FS 0 working d", "40 SS 0 working d"]],
    ["2,3", ["20 FS 0 working d", "30 FS 0 working d"]],
    ["2FS+1d,14SS-1d", ["20 FS 480 working d", "140 SS -480 working d"]],
    ["2−1d", ["20 FS -480 working d"]],
  ])("reads %s", (text, links) => {
    expect(read(text)).toEqual(links);
  });

  it.each([
    ["x", "no predecessor"],
    ["12XY", "XY is no kind of link"],
    ["12FS2d", "put + or - before the lag"],
    ["12FS+soon", "+soon is no lag"],
    ["99", "There is no line 99"],
    ["0", "There is no line 0"],
    ["5", "Line 5 is this task itself"],
    ["2, 2SS", "named twice"],
  ])("says what is wrong with %s", (text, words) => {
    expect(read(text)).toContain(words);
  });

  it("writes what it reads, by line", () => {
    for (const text of ["2, 14SS-1d", "7FF+50%", "3SF+2ed", "7FS+4h", "2FS+1.5w", "4SS"]) {
      const parsed = parsePredecessors(text, context);
      const links = parsed.ok ? [...parsed.value].reverse() : [];
      expect(formatPredecessors(links, (id) => id / 10, settings)).toBe(text);
    }
    const hidden = { ...(parseRelation("FS", settings) as object), predecessor_id: 7 } as never;
    expect(formatPredecessors([hidden], () => undefined, settings)).toBe("");
  });

  it("writes an elapsed lag in a plain unit as elapsed", () => {
    const link = {
      predecessor_id: 20,
      type: "FS",
      lag: 1440,
      lag_kind: "elapsed",
      lag_unit: "d",
    } as const;
    expect(formatPredecessors([link], (id) => id / 10, settings)).toBe("2FS+1ed");
  });
});
