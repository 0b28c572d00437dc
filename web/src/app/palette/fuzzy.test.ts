import { describe, expect, it } from "vitest";
import { best, target } from "./fuzzy";

const find = (query: string, texts: string[], most = 9) => best(texts, query, target, most);

describe("finding by what was typed", () => {
  it("puts the start of a word before its middle", () => {
    expect(find("test", ["Latest figures", "Run the test", "Test plan"])).toEqual([
      "Test plan",
      "Run the test",
      "Latest figures",
    ]);
  });

  it("wants every word, in any order", () => {
    expect(find("server order", ["Order servers", "Order racks", "Servers"])).toEqual([
      "Order servers",
    ]);
  });

  it("ignores case and accents", () => {
    expect(find("zürich", ["ZURICH site"])).toEqual(["ZURICH site"]);
  });

  it("takes initials, but not letters strewn anywhere", () => {
    expect(find("mdb", ["Random debris", "Migrate data base"])).toEqual(["Migrate data base"]);
  });

  it("shows the first ones for an empty query", () => {
    expect(find(" ", ["a", "b", "c"], 2)).toEqual(["a", "b"]);
  });

  it("goes through ten thousand names", () => {
    const names = Array.from({ length: 10_000 }, (_, i) => target(`Task ${i} of the migration`));
    expect(best(names, "9999 migr", (t) => t, 20)[0]?.text).toContain("9999");
  });
});
