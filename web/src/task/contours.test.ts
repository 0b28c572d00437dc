import { describe, expect, it } from "vitest";
import { newAssignment, newResource } from "~/commands/defaults";
import { workByTenth } from "~/model/contours";
import { createProjectStore } from "~/store/index";
import { START, snapshotOf } from "~/store/testing";
import { i18next } from "~/text/i18n";
import { planRange } from "~/ui/dates";
import { contourWords } from "./ContourLine";

const MIDNIGHT = START - 540;
const at = (day: number, hour: number) => MIDNIGHT + day * 1440 + hour * 60;

function words(extra: unknown): string {
  const row = newAssignment({ id: 1, task_id: 2, resource_id: 9, extra });
  const resources = [newResource({ id: 9, name: "Ana" })];
  const store = createProjectStore(snapshotOf({ tables: { assignments: [row], resources } }));
  return contourWords(row, store, i18next.getFixedT("en", "task"));
}

describe("contours of an assignment", () => {
  it.each([
    [1, "Back loaded: more work towards the end"],
    [2, "Front loaded: more work at the beginning"],
    [3, "Double peak: most work at two times"],
    [4, "Early peak: most work soon after the start"],
    [5, "Late peak: most work shortly before the end"],
    [6, "Bell: most work in the middle"],
    [7, "Turtle: less work at both ends"],
    [8, "Contoured by hand in the file"],
  ])("of the code %d are %s", (contour, expected) => {
    expect(words({ contour })).toBe(expected);
  });

  it.each([[null], [{}], [{ contour: 0 }], [{ contour: 99 }], [{ contour: -1 }]])(
    "say nothing of %o",
    (extra) => {
      expect(words(extra)).toBe("");
    },
  );

  it("tell the rests of what was contoured by hand, nights not counted", () => {
    // Two days of rest, said day by day, and a night; half a day later.
    const pauses = [
      [at(1, 8), at(1, 17)],
      [at(1, 17), at(2, 8)],
      [at(2, 8), at(2, 17)],
      [at(3, 17), at(4, 8)],
      [at(4, 13), at(4, 17)],
    ];
    const days = [planRange(at(1, 8), at(2, 17)), planRange(at(4, 13), at(4, 17))];
    expect(words({ contour: 8, pauses })).toBe(
      `Contoured by hand in the file: rests ${days[0]} (2d), ${days[1]} (0.5d)`,
    );
  });

  it("spread all of the work over tenths of the time, and none where periods are not known", () => {
    expect(workByTenth("bell", 500)).toEqual([10, 20, 40, 80, 100, 100, 80, 40, 20, 10]);
    const odd = workByTenth("late_peak", 7) ?? [];
    expect(odd.reduce((sum, one) => sum + one, 0)).toBe(7);
    expect(workByTenth("contoured", 500)).toBeNull();
  });
});
