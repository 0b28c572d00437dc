import { describe, expect, test } from "vitest";
import { minorUnits, money, parseMoney, typedMoney } from "./money";

describe("money", () => {
  test("is shown by its currency", () => {
    expect(money(123_450, "EUR", "en")).toBe("€1,234.50");
    expect(money(123_450, "EUR", "en", true)).toBe("€1,235");
    expect(money(1_234, "JPY", "en")).toBe("¥1,234");
    expect(money(-5_000, "USD", "en")).toBe("-$50.00");
    expect([minorUnits("EUR"), minorUnits("JPY"), minorUnits("KWD")]).toEqual([100, 1, 1000]);
  });

  test.each([
    ["1200", 120_000],
    ["1,200.5", 120_050],
    ["1.200,50", 120_050],
    ["1'200.50", 120_050],
    ["€ 1 200", 120_000],
    ["1,200", 120_000],
    ["0.05", 5],
  ])("%s is understood", (text, minor) => {
    expect(parseMoney(text, "EUR")).toBe(minor);
  });

  test.each(["", "much", "-5", "1.2345", "12,", "1e5", "9".repeat(20)])("%s is refused", (text) => {
    expect(parseMoney(text, "EUR")).toBeNull();
  });

  test("what is shown for typing is understood again", () => {
    for (const minor of [0, 5, 120_000, 120_050, 99_999_999]) {
      expect(parseMoney(typedMoney(minor, "EUR"), "EUR")).toBe(minor);
    }
    expect(parseMoney("1200", "JPY")).toBe(1200);
  });
});
