/** Made-up plans for the tests of filters, groups and sorting. */

import { newAssignment, newResource } from "~/commands/defaults";
import type { TaskRow } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import {
  changesetOf,
  columnsOf,
  customFieldRow,
  START,
  scheduleRow,
  snapshotOf,
  tasksOf,
  ME as VIEWER,
} from "~/store/testing";
import { DAY } from "./moments";

/** Numbers that look random and are the same at each run (mulberry32). */
export function dice(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (count: number) => Math.floor(next() * count);
  const one = <T>(of: readonly T[]): T => of[below(of.length)] as T;
  return { below, one, chance: (share: number) => next() < share };
}
export type Dice = ReturnType<typeof dice>;

export const NAMES = ["Order racks", "Übergabe", "Rack", "Copy data", "Go live", ""];

/** A plan of three phases with tasks, two of four people on them, and custom values. */
export function made(roll: Dice, count = 40) {
  const outline = Array.from({ length: count }, (_, i) => (i % 8 === 0 ? `P${i}` : `  T${i}`));
  const tasks = tasksOf(outline.join("\n")).map((task): TaskRow => {
    const own = { ...task, name: roll.one(NAMES), milestone: roll.chance(0.2) };
    const deadline = roll.chance(0.3) ? START + roll.below(60) * DAY : null;
    return { ...own, deadline, priority: 300 + roll.below(4) * 200 };
  });
  const resources = ["Ana", "Ben", "Cleo", "Dan"].map((name, i) =>
    newResource({ id: 600 + i, name, group: i < 2 ? "Net" : "", user_id: i === 0 ? VIEWER : null }),
  );
  const assignments = tasks.flatMap((task) =>
    roll.chance(0.6) && task.parent_id !== null
      ? [newAssignment({ id: 7000 + task.id, task_id: task.id, resource_id: 600 + roll.below(4) })]
      : [],
  );
  const custom_fields = [
    customFieldRow({ id: 7, name: "Room", type: "text" }),
    customFieldRow({ id: 8, name: "Size", type: "number" }),
  ];
  const custom_values = tasks.flatMap((task) =>
    roll.chance(0.5)
      ? [{ id: 8000 + task.id, field_id: 7, task_id: task.id, value: roll.one(["A1", "B2"]) }]
      : [],
  );
  const tables = { tasks, resources, assignments, custom_fields, custom_values };
  const store = createProjectStore(snapshotOf({ tables }));
  const rows = tasks.map((task) => datesOf(task.id, roll));
  store.apply([changesetOf(2, {}, { results: { schedule: columnsOf(rows) } })]);
  return store;
}

export function datesOf(id: number, roll: Dice) {
  const start = START + roll.below(40) * DAY;
  const length = roll.below(6);
  return scheduleRow(id, {
    start,
    finish: start + length * DAY,
    duration: length * 480,
    critical: roll.chance(0.3),
    percent_complete: roll.one([0, 0, 50, 100]),
    total_float: roll.below(5) * 240 - 240,
  });
}

export const NOW = START + 10 * DAY;
