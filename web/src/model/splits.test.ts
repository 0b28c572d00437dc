import { describe, expect, it } from "vitest";
import { newTask } from "~/commands/defaults";
import { createProjectStore } from "~/store/index";
import { START, snapshotOf } from "~/store/testing";
import { partsOf, restsOf, withRest, workedUntil } from "./splits";

const DAY = 480;
const MIDNIGHT = START - 540;
const at = (day: number, hour: number) => MIDNIGHT + day * 1440 + hour * 60;
/** The standard week: 8 to 12 and 13 to 17. */
const begin = at(0, 8);

function plan(splits: unknown) {
  const task = newTask({ id: 1, rank: "a0", name: "A", duration: 3 * DAY, splits });
  return { store: createProjectStore(snapshotOf({ tables: { tasks: [task] } })), task };
}

describe("splits", () => {
  it("part a task where it rests, as the engine does", () => {
    const { store, task } = plan([[2 * DAY, DAY]]);
    expect(partsOf(store, task, begin)).toEqual([
      [begin, at(1, 17)],
      [at(3, 8), at(3, 17)],
    ]);
    expect(restsOf(task)).toBe(DAY);
  });

  it("put off what has not begun, and part nothing after its end", () => {
    const { store, task } = plan([
      [0, DAY],
      [3 * DAY, DAY],
    ]);
    expect(partsOf(store, task, begin)).toEqual([[at(1, 8), at(3, 17)]]);
  });

  it("count what is done before a moment without the rests", () => {
    const { store, task } = plan([[DAY, DAY]]);
    expect(workedUntil(store, task, begin, at(1, 12))).toBe(DAY);
    expect(workedUntil(store, task, begin, at(2, 12))).toBe(DAY + 240);
    expect(withRest(task, DAY, 60)).toEqual([[DAY, DAY + 60]]);
    expect(withRest(task, 60, 30)).toEqual([
      [60, 30],
      [DAY, DAY],
    ]);
  });
});
