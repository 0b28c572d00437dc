/** A branch that is moved as one: which of its tasks are moved for all of it to go along. */

import { describe, expect, it } from "vitest";
import { newLink } from "~/commands/defaults";
import { projectWork } from "~/model/calendars";
import { partsWithRests, withPartAt } from "~/model/splits";
import type { ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { changesetOf, columnsOf, START, scheduleRow, snapshotOf, tasksOf } from "~/store/testing";
import { headsOf, isFree } from "./branch";
import { type MarkDrag, type MoveDrag, markBy, stepsOf, together } from "./gestures";
import { daysBetween, shiftBy } from "./snap";

const DAY = 1440;
const [PHASE, A, B, C, OUTSIDE] = [1, 2, 3, 4, 5] as const;
const FAR = 40 / DAY;

/** A phase of A → B → C, and a task outside of it. */
function open(
  tasks: { [id: number]: Partial<TaskRow> } = {},
  results: { [id: number]: Partial<ScheduleRow> } = {},
) {
  const rows = tasksOf("Phase\n  A\n  B\n  C\nOutside").map((task) => ({
    ...task,
    duration: 960,
    ...tasks[task.id],
  }));
  const link = (id: number, from: number, to: number) =>
    newLink({ id, predecessor_id: from, successor_id: to });
  const links = [link(50, A, B), link(51, B, C), link(52, OUTSIDE, A)];
  const store = createProjectStore(snapshotOf({ tables: { tasks: rows, links } }));
  const dates = [PHASE, A, B, C, OUTSIDE].map((id) => {
    const driver_id = id === B ? 50 : id === C ? 51 : null;
    const linked = { driver: driver_id === null ? "project_start" : "link", driver_id };
    return scheduleRow(id, { ...linked, ...results[id] });
  });
  store.apply([changesetOf(2, {}, { results: { schedule: columnsOf(dates) } })]);
  return store;
}

describe("of a branch", () => {
  it("only what waits for nothing in it is moved: the rest follows", () => {
    expect(headsOf(open(), PHASE)).toEqual([A]);
    // What waits for something outside is held by that, and moved with the branch all the same.
    expect(headsOf(open({}, { [A]: { driver: "link", driver_id: 52 } }), PHASE)).toEqual([A]);
  });

  it("what follows something that does not move is moved itself", () => {
    expect(headsOf(open({ [A]: { actual_start: START } }), PHASE)).toEqual([B]);
    const must = { constraint: "mso", constraint_date: START } as const;
    expect(headsOf(open({ [B]: must }), PHASE)).toEqual([A, C]);
  });

  it("what has begun, counts for nothing or must be at a date stays", () => {
    const done = { [A]: { percent_complete: 50 }, [B]: { percent_complete: 100 } };
    expect(headsOf(open({ [C]: { active: false } }, done), PHASE)).toEqual([]);
  });

  it("what has dates of its own is moved, whatever it waits for", () => {
    expect(headsOf(open({ [C]: { mode: "manual", manual_start: START } }), PHASE)).toEqual([A, C]);
  });
});

it("a task is free where no link leads to it or to a summary above it", () => {
  expect([A, B, OUTSIDE].map((id) => isFree(open(), id))).toEqual([false, false, true]);
  const by = (values: Partial<TaskRow>) => isFree(open({ [OUTSIDE]: values }), OUTSIDE);
  expect(by({ constraint: "snet", constraint_date: START })).toBe(true);
  expect(by({ constraint: "fnet", constraint_date: START })).toBe(false);
  expect(by({ mode: "manual" })).toBe(false);
});

describe("together", () => {
  const store = open();
  const work = projectWork(store);
  const move = (id: number, days: number, others: MoveDrag[] = [], to = days): MoveDrag => {
    const before = scheduleRow(id, { start: START + days * DAY });
    return { kind: "move", id, before, start: START + to * DAY, others };
  };

  it("all go as many working days, over weekends of their own", () => {
    // Held from Monday to Wednesday: one that began on a Thursday goes to Monday.
    const moved = together(move(A, 0, [move(B, 3)], 2), FAR, work, () => work);
    expect(moved.others.map((one) => one.start)).toEqual([START + 7 * DAY]);
    const back = together(move(A, 7, [move(B, 8)], 4), FAR, work, () => work);
    expect(back.others.map((one) => one.start)).toEqual([START + 7 * DAY]);
  });

  it("by less than a day all go as many minutes", () => {
    const drag = { ...move(A, 0, [move(B, 3)]), start: START + 120 };
    const moved = together(drag, 2, work, () => work);
    expect(moved.others.map((one) => one.start)).toEqual([START + 3 * DAY + 120]);
  });

  it("what no link can hold is pinned outright when it goes later, and asked about when earlier", () => {
    const sent = (to: number) => {
      const held = {
        ...move(PHASE, 7, [{ ...move(A, 7), free: true }], to),
        summary: { finish: 0 },
      };
      const drag = together(held, FAR, work, () => work);
      return stepsOf(drag, () => false).map(({ type, payload }) => [type, payload]);
    };
    const pin = { constraint: "snet", constraint_date: START + 8 * DAY };
    expect(sent(8)).toEqual([["task.update", { id: A, fields: pin }]]);
    expect(sent(4)).toEqual([["task.reschedule", { id: A, start: START + 4 * DAY }]]);
  });

  it("come back to where they were", () => {
    const drag = together(move(A, 0, [move(B, 3)]), FAR, work, () => work);
    expect(stepsOf(drag, () => false)).toEqual([]);
  });

  it("are sent in the order of time, the summary itself only where it is scheduled by hand", () => {
    const summary = { finish: START + 480 };
    const held = { ...move(PHASE, 0, [move(B, 3), move(A, 0)], 1), summary };
    const sent = (byHand: boolean) =>
      stepsOf(
        together(held, FAR, work, () => work),
        (id) => byHand && id === PHASE,
      ).map(({ payload }) => payload);
    const tasks = [
      { id: A, start: START + DAY },
      { id: B, start: START + 4 * DAY },
    ];
    expect(sent(false)).toEqual(tasks);
    const fields = { manual_start: START + DAY, manual_finish: START + DAY + 480 };
    expect(sent(true)).toEqual([{ id: PHASE, fields }, ...tasks]);
  });
});

describe("working days", () => {
  const work = projectWork(open());

  it("are counted and walked alike", () => {
    for (const from of [0, 3, 4, 5, 6]) {
      for (const days of [-6, -5, -1, 1, 4, 5, 11]) {
        const to = shiftBy(work, days)(START + from * DAY);
        expect(daysBetween(work, START + from * DAY, to), `${from} by ${days}`).toBe(days);
      }
    }
  });

  it("of a calendar without any end somewhere", () => {
    const never = { next: (m: number) => m, previous: (m: number) => m, spans: () => [] };
    expect(Number.isFinite(shiftBy(never, 3)(START))).toBe(true);
  });
});

describe("a mark", () => {
  const work = projectWork(open());
  const mark = (kind: MarkDrag["kind"], end: MarkDrag["end"], from: number): MarkDrag => {
    return { kind, id: A, before: scheduleRow(A), end, from, date: from };
  };

  it("goes to where work begins or ends, as it is about a start or a finish", () => {
    // The standard week ends its days at 17:00 and begins them at 8:00.
    const friday = START + 4 * DAY + 480;
    expect(markBy(mark("deadline", "finish", friday), 3 * DAY, FAR, work).date).toBe(
      friday + 3 * DAY,
    );
    expect(markBy(mark("deadline", "finish", friday), DAY, FAR, work).date).toBe(friday);
    const monday = markBy(mark("pin", "start", START + 4 * DAY), 2 * DAY, FAR, work).date;
    expect(Math.floor(monday / DAY)).toBe(Math.floor(START / DAY) + 7);
  });

  it("sends its own field, and nothing where it came back", () => {
    const later = { ...mark("pin", "start", START), date: START + DAY };
    expect(stepsOf(later, () => false).map(({ payload }) => payload)).toEqual([
      { id: A, fields: { constraint_date: START + DAY } },
    ]);
    expect(stepsOf(mark("deadline", "finish", START), () => false)).toEqual([]);
  });
});

describe("a part of a split task", () => {
  // A day of work, a day of rest, a day, a day of rest, a day.
  const parted = open({
    [A]: {
      duration: 1440,
      splits: [
        [480, 480],
        [960, 480],
      ],
    },
  });
  const task = parted.task(A) as TaskRow;
  const parts = partsWithRests(parted, task, START);
  const moved = (part: number, to: number) => {
    const found = parts[part];
    if (!found) throw new Error("No such part.");
    return withPartAt(parted, task, found, to);
  };

  it("takes what comes after it along: only the rest before it is another one", () => {
    const second = parts[1]?.from ?? 0;
    expect(moved(1, second + DAY)).toEqual({
      splits: [
        [480, 960],
        [960, 480],
      ],
      start: second + DAY,
    });
  });

  it("that is moved up to the one before has no rest any more", () => {
    const { splits, start } = moved(1, START);
    expect(splits).toEqual([[960, 480]]);
    expect(start).toBe(parts[0]?.to);
    expect(moved(2, START).splits).toEqual([[480, 480]]);
  });

  it("that is the first goes with the bar", () => {
    expect(parts[0]?.after).toBeNull();
    expect(moved(0, START + DAY).splits).toBe(task.splits);
  });
});
