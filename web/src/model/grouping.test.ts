/** Groups and sorting: against a plain reading of the same rules, on made-up plans. */

import { describe, expect, it } from "vitest";
import { TaskFields } from "./filters-fields";
import { bucketEnd, groupingFrom, groupingsOf, groupsBy, groupTasks, totalsOf } from "./grouping";
import { DAY } from "./moments";
import { orderOf, sortedOutline, sortFromText, sortToText } from "./sorting";
import { dice, made, NOW } from "./testing";

describe("groups", () => {
  it("hold each task once, in the order of the groups", () => {
    const roll = dice(31);
    for (let round = 0; round < 20; round++) {
      const store = made(roll);
      const fields = new TaskFields(store, 0, NOW);
      for (const key of groupingsOf(fields)) {
        const grouping = groupingFrom(key, fields);
        expect(grouping, key).not.toBeNull();
        if (!grouping) continue;
        const ids = store.outline().map((line) => line.id);
        const groups = groupTasks(ids, groupsBy(grouping, fields), (label) => label);
        expect(groups.flatMap((group) => group.ids).sort((a, b) => a - b)).toEqual(ids);
        const orders = groups.map((group) => group.order);
        expect([...orders].sort((a, b) => (a === b ? 0 : a - b))).toEqual(orders);
        const none = groups.findIndex((group) => group.key === "");
        expect([-1, groups.length - 1]).toContain(none);
        if (!grouping.bucket) continue;
        for (const group of groups) {
          if (group.key === "") continue;
          const first = Number(group.key);
          const last = bucketEnd(first, grouping.bucket);
          for (const id of group.ids) {
            const at = Number(fields.value(grouping.field.key, id));
            const seen = Math.floor((grouping.field.finish && at % DAY === 0 ? at - 1 : at) / DAY);
            expect(seen >= first && seen <= last).toBe(true);
          }
        }
      }
    }
  });

  it("add up to the whole", () => {
    const store = made(dice(32));
    const fields = new TaskFields(store, 0, NOW);
    const ids = store.outline().map((line) => line.id);
    const grouping = groupingFrom("assignee", fields);
    if (!grouping) throw new Error("no grouping by people");
    const parts = groupTasks(ids, groupsBy(grouping, fields), String).map((group) =>
      totalsOf(group.ids, fields),
    );
    const whole = totalsOf(ids, fields);
    const sum = (of: (one: (typeof parts)[number]) => number) =>
      parts.reduce((all, one) => all + of(one), 0);
    expect(sum((one) => one.count)).toBe(whole.count);
    expect(sum((one) => one.duration)).toBe(whole.duration);
    expect(Math.min(...parts.map((one) => one.start ?? Number.POSITIVE_INFINITY))).toBe(
      whole.start,
    );
    expect(Math.max(...parts.map((one) => one.finish ?? 0))).toBe(whole.finish);
  });

  it.each(["finish", "finish.year", "name", "under", "gone", "assignee.week"])(
    "there are none by “%s”",
    (key) => expect(groupingFrom(key, new TaskFields(made(dice(1)), 0, NOW))).toBeNull(),
  );
});

describe("sorting", () => {
  it("keeps summaries above their tasks and puts nothing last", () => {
    const roll = dice(41);
    for (let round = 0; round < 20; round++) {
      const store = made(roll);
      const fields = new TaskFields(store, 0, NOW);
      const down = roll.chance(0.5);
      const order = orderOf(
        [
          { field: "deadline", down },
          { field: "name", down: false },
        ],
        fields,
      );
      if (!order) throw new Error("deadline is no order");
      const lines = sortedOutline(store.outline(), order);
      expect(lines.map((line) => line.id).sort((a, b) => a - b)).toEqual(
        store.outline().map((line) => line.id),
      );
      const above: number[] = [];
      for (const line of lines) {
        above.length = line.level;
        expect(above.at(-1) ?? null).toBe(line.parentId);
        above.push(line.id);
      }
      const of = (parent: number) => lines.filter((line) => line.parentId === parent);
      for (const phase of lines.filter((line) => line.hasChildren)) {
        const deadlines = of(phase.id).map((line) => store.task(line.id)?.deadline ?? null);
        const known = deadlines.filter((one) => one !== null);
        expect(deadlines.slice(known.length).every((one) => one === null)).toBe(true);
        expect(known).toEqual([...known].sort((a, b) => (down ? b - a : a - b)));
      }
    }
  });

  it("stands in addresses", () => {
    const keys = sortFromText("-finish,name,finish,,custom-7");
    expect(keys.map((key) => key.field)).toEqual(["finish", "name", "custom-7"]);
    expect(sortToText(keys)).toBe("-finish,name,custom-7");
  });
});
