import { expect, it } from "vitest";
import { fromIso } from "~/model/moments";
import { snoozeDays } from "./snooze";

const day = (iso: string): number => Math.floor((fromIso(`${iso}T00:00`) ?? 0) / 1440);

it("snoozes until work begins next week, where a week begins with a day off too", () => {
  const saturday = day("2026-11-28");
  // Weeks that begin on Monday (0), Sunday (6) and Saturday (5).
  expect(snoozeDays(saturday, 0).week).toBe(day("2026-11-30"));
  expect(snoozeDays(saturday, 6).week).toBe(day("2026-11-30"));
  expect(snoozeDays(saturday + 1, 6).week).toBe(day("2026-12-07"));
  expect(snoozeDays(saturday, 5).week).toBe(day("2026-12-06"));
  expect(snoozeDays(saturday, 0)).toMatchObject({
    tomorrow: saturday + 1,
    fortnight: day("2026-12-07"),
  });
});
