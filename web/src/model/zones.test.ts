import { expect, it } from "vitest";
import { otherClock, otherDay, placeOf } from "./zones";

const AT = new Date("2026-11-28T23:30:00Z");

it("names the plan's zone only where its clock differs from the reader's", () => {
  expect(placeOf("America/Argentina/Buenos_Aires")).toBe("Buenos Aires");
  expect(otherClock("Europe/Berlin", AT, "Europe/Paris")).toBe("");
  expect(otherClock("Europe/Berlin", AT, "Europe/London")).toBe("Berlin");
  expect(otherClock("", AT, "Europe/London")).toBe("");
});

it("names it for a today only where the day differs", () => {
  expect(otherDay("Europe/Berlin", AT, "Europe/London")).toBe("Berlin");
  expect(otherDay("America/New_York", AT, "Europe/London")).toBe("");
  expect(otherDay("", AT, "Europe/London")).toBe("");
});
