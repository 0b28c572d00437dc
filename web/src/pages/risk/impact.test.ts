import { expect, test } from "vitest";
import { formatAmount, parseAmount } from "./impact";

const settings = { minutes_per_day: 480, minutes_per_week: 2400, days_per_month: 20 };

test("a delay or a share, and nothing else", () => {
  expect(parseAmount("5d", settings)).toEqual({ delay: 2400, share: 0 });
  expect(parseAmount("2h", settings)).toEqual({ delay: 120, share: 0 });
  expect(parseAmount("12,5 %", settings)).toEqual({ delay: 0, share: 1250 });
  for (const wrong of ["", "x", "0d", "0 %", "-1d", "3ed", "1001 %", "5d?x"]) {
    expect(parseAmount(wrong, settings), wrong).toBeNull();
  }
});

test("what is shown can be typed again", () => {
  for (const amount of [
    { delay: 2400, share: 0 },
    { delay: 90, share: 0 },
    { delay: 0, share: 1250 },
  ]) {
    expect(parseAmount(formatAmount(amount, settings), settings)).toEqual(amount);
  }
});
