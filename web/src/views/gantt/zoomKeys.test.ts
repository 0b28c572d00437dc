import { expect, test } from "vitest";
import { zoomWish } from "./zoomKeys";

const none = { altKey: false, ctrlKey: false, metaKey: false };
const press = (key: string, more: Partial<Parameters<typeof zoomWish>[0]> = {}, plain = false) =>
  zoomWish({ key, code: "", ...none, ...more }, plain);

test("Alt with + − 0 T zooms wherever the keyboard is", () => {
  const asked = ["+", "=", "-", "0", "t", "T"].map((key) => press(key, { altKey: true }));
  expect(asked).toEqual(["in", "in", "out", "fit", "today", "today"]);
});

test("the keys alone are left to what is typed in cells", () => {
  expect(press("t")).toBe(null);
  expect(press("t", {}, true)).toBe("today");
  expect(press("+", {}, true)).toBe("in");
});

test("the browser keeps its own zoom, and signs by number are written", () => {
  expect(press("+", { ctrlKey: true }, true)).toBe(null);
  expect(press("-", { metaKey: true }, true)).toBe(null);
  expect(press("0", { altKey: true, code: "Numpad0" })).toBe(null);
  // AltGr is Ctrl with Alt on some systems.
  expect(press("0", { altKey: true, ctrlKey: true })).toBe(null);
});

test("a Mac's Option writes another sign with the same key", () => {
  expect(press("≠", { altKey: true, code: "Equal" })).toBe("in");
  expect(press("–", { altKey: true, code: "Minus" })).toBe("out");
  expect(press("º", { altKey: true, code: "Digit0" })).toBe("fit");
  expect(press("†", { altKey: true, code: "KeyT" })).toBe("today");
  // The place alone is no sign: here it writes something else.
  expect(press(")", { altKey: true, code: "Minus" })).toBe(null);
});
