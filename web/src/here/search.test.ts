import { describe, expect, it } from "vitest";
import { pieces } from "./search";

describe("a text with marks", () => {
  it("is cut where they stand, counted in characters", () => {
    expect(pieces("🚚 Move data", [[2, 6]])).toEqual([
      { text: "🚚 ", marked: false },
      { text: "Move", marked: true },
      { text: " data", marked: false },
    ]);
  });

  it("stays whole without any", () => {
    expect(pieces("Move", [])).toEqual([{ text: "Move", marked: false }]);
    expect(pieces("", [])).toEqual([]);
  });
});
