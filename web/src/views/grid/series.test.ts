import { expect, it } from "vitest";
import { continued, type SeriesKind } from "./series";

it.each<[SeriesKind, string[], number, boolean, string[]]>([
  ["number", ["5"], 2, false, ["5", "5"]],
  ["number", ["1", "3"], 3, false, ["5", "7", "9"]],
  ["number", ["1.5", "2"], 2, false, ["2.5", "3"]],
  ["number", ["10%", "20%"], 1, false, ["30%"]],
  ["number", ["1", "2", "5"], 4, false, ["1", "2", "5", "1"]],
  ["number", ["4", "6"], 2, true, ["0", "2"]],
  ["date", ["2026-02-27"], 3, false, ["2026-02-28", "2026-03-01", "2026-03-02"]],
  ["date", ["2026-03-02", "2026-03-09"], 2, false, ["2026-03-16", "2026-03-23"]],
  ["date", ["2026-03-02 13:00"], 1, false, ["2026-03-03 13:00"]],
  ["date", ["", "2026-03-02"], 2, false, ["", "2026-03-02"]],
  ["text", ["Rack 09"], 2, false, ["Rack 10", "Rack 11"]],
  ["text", ["Rack 1", "Rack 3"], 2, false, ["Rack 5", "Rack 7"]],
  ["text", ["North", "South"], 3, false, ["North", "South", "North"]],
  ["text", ["7"], 2, false, ["7", "7"]],
  ["choice", ["Sprint 7"], 2, false, ["Sprint 7", "Sprint 7"]],
])("fills %s %j", (kind, given, count, back, wanted) => {
  expect(continued(given, kind, count, back)).toEqual(wanted);
});
