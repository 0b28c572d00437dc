import { expect, test } from "vitest";
import { fromIso } from "~/model/moments";
import { shownOf } from "./snoozed";

const day = (iso: string): number => Math.floor((fromIso(`${iso}T00:00`) ?? 0) / 1440);

test("what is not sent yet stands above what the server says, waking too", () => {
  const sleeping = {
    items: [
      { task_id: 1, until: "2026-12-01" },
      { task_id: 2, until: "2026-12-01" },
    ],
  };
  expect(shownOf(sleeping, { 2: 0, 3: day("2026-12-24") })).toEqual({
    1: day("2026-12-01"),
    3: day("2026-12-24"),
  });
  expect(shownOf(undefined, {})).toEqual({});
});
