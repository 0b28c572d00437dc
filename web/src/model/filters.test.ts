/** Filters, grouping, sorting: against a plain reading of the same rules, on made-up plans. */

import { describe, expect, it } from "vitest";
import { newResource } from "~/commands/defaults";
import type { TaskRow } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { changesetOf, columnsOf, snapshotOf, taskUpdate, ME as VIEWER } from "~/store/testing";
import {
  type Condition,
  conditionsOf,
  effective,
  type FilterGroup,
  type FilterItem,
  filterFromJson,
  filterToJson,
  isGroup,
  NO_FILTER,
  OPS,
  withAlso,
  withItem,
} from "./filters";
import { spanOf } from "./filters-dates";
import { OPS_OF, TaskFields } from "./filters-fields";
import { compile, Matches, problemOf } from "./filters-match";
import { filterFromText, filterToText } from "./filters-text";
import { isFiltering, lookFrom, lookSearch, lookTo, NO_LOOK, sameLook } from "./look";
import { DAY, fromIso } from "./moments";
import { type Dice, datesOf, dice, made, NAMES, NOW } from "./testing";

const TEXTS = ["rack", "a;b", "me, you", "x:y", "(all)", "wow!", "übung", "any(", "%26", " a b "];
const FIELDS = ["name", "assignee", "finish", "custom-7", "percent", "critical", "odd;key"];

function anyCondition(roll: Dice): Condition {
  const op = roll.one(OPS);
  const bare = op === "none" || op === "some";
  const values = bare ? [] : Array.from({ length: roll.below(4) }, () => roll.one(TEXTS));
  return { field: roll.one(FIELDS), op, values };
}

function anyFilter(roll: Dice, depth = 0): FilterGroup {
  const items = Array.from({ length: roll.below(4) }, (): FilterItem => {
    return depth < 4 && roll.chance(0.35) ? anyFilter(roll, depth + 1) : anyCondition(roll);
  });
  return { join: roll.chance(0.5) ? "all" : "any", items };
}

describe("a filter in an address", () => {
  it("is read as it was written, whatever stands in it", () => {
    const roll = dice(4);
    for (let i = 0; i < 2000; i++) {
      const filter = anyFilter(roll);
      const text = filterToText(filter);
      const again = filterFromText(text);
      expect(again, text).not.toBeNull();
      // Alone at the top, a group of "all" says no more than what is in it.
      expect(filterToText(again as FilterGroup)).toBe(text);
      expect(conditionsOf(again as FilterGroup)).toEqual(conditionsOf(filter));
      const search = new URLSearchParams({ f: text }).get("f");
      expect(search).toBe(text);
    }
  });

  it("is short and can be read", () => {
    const text = "critical:is:yes;any(assignee:is:me,nobody;finish:in:this-week)";
    const filter = filterFromText(text) as FilterGroup;
    expect(filter.items).toHaveLength(2);
    expect(filterToText(filter)).toBe(text);
  });

  it.each([
    "critical",
    "critical:",
    "critical:is:yes;",
    "any(",
    "any(a:is:b",
    "a:is:b)",
    "a:odd:b",
  ])("that is broken (%s) is none", (text) => {
    expect(filterFromText(text)).toBeNull();
    const look = lookFrom({ f: text, g: "assignee" });
    expect([look.broken, look.filter, look.group]).toEqual([true, NO_FILTER, "assignee"]);
  });

  it("is not followed to any depth", () => {
    expect(filterFromText(`${"all(".repeat(50)}a:none${")".repeat(50)}`)).toBeNull();
  });
});

describe("a filter as JSON", () => {
  it("comes back the same, with a version", () => {
    const roll = dice(5);
    for (let i = 0; i < 500; i++) {
      const filter = anyFilter(roll);
      const json = JSON.parse(JSON.stringify(filterToJson(filter)));
      expect(json.version).toBe(1);
      expect(filterFromJson(json)).toEqual(filter);
    }
  });

  it.each([null, 3, {}, { version: 2, join: "all", items: [] }, { join: "all", items: [{}] }])(
    "of another kind (%j) is none",
    (json) => expect(filterFromJson(json)).toBeNull(),
  );
});

describe("changing a filter", () => {
  const a: Condition = { field: "name", op: "has", values: ["a"] };
  const b: Condition = { field: "name", op: "has", values: ["b"] };
  const either: FilterGroup = { join: "any", items: [a, b] };

  it("replaces and takes away at any depth", () => {
    const filter: FilterGroup = { join: "all", items: [a, either] };
    expect(withItem(filter, [1, 0], b)).toEqual({
      join: "all",
      items: [a, { join: "any", items: [b, b] }],
    });
    expect(withItem(filter, [1], null)).toEqual({ join: "all", items: [a] });
    expect(withItem(filter, [], null)).toBe(NO_FILTER);
  });

  it("adds to all, and keeps an either-or together", () => {
    expect(withAlso({ join: "all", items: [a] }, b)).toEqual({ join: "all", items: [a, b] });
    expect(withAlso(either, a)).toEqual({ join: "all", items: [either, a] });
  });

  it("has no effect while a value is missing", () => {
    const waits: Condition = { field: "name", op: "has", values: [] };
    const filter: FilterGroup = { join: "any", items: [a, waits, { join: "all", items: [waits] }] };
    expect(effective(filter)).toEqual({ join: "any", items: [a] });
  });
});

describe("words for days", () => {
  // 2026-03-04, a Wednesday.
  const now = (fromIso("2026-03-04T15:00") as number) ?? 0;
  const words = { now, status: fromIso("2026-02-27") as number, firstDay: 0 };
  const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
  const span = (word: string, firstDay = 0) => {
    const found = spanOf(word, { ...words, firstDay });
    return found && [iso(found.first), iso(found.last)];
  };

  it.each([
    ["today", "2026-03-04", "2026-03-04"],
    ["this-week", "2026-03-02", "2026-03-08"],
    ["next-week", "2026-03-09", "2026-03-15"],
    ["last-week", "2026-02-23", "2026-03-01"],
    ["next-14d", "2026-03-04", "2026-03-17"],
    ["last-2w", "2026-02-19", "2026-03-04"],
    ["next-1mo", "2026-03-04", "2026-04-03"],
    ["this-month", "2026-03-01", "2026-03-31"],
    ["last-month", "2026-02-01", "2026-02-28"],
    ["this-quarter", "2026-01-01", "2026-03-31"],
    ["next-quarter", "2026-04-01", "2026-06-30"],
    ["last-quarter", "2025-10-01", "2025-12-31"],
    ["this-year", "2026-01-01", "2026-12-31"],
    ["status", "2026-02-27", "2026-02-27"],
    ["2026-05-01", "2026-05-01", "2026-05-01"],
    ["2026-05-01..2026-05-09", "2026-05-01", "2026-05-09"],
  ])("%s is from %s to %s", (word, first, last) => {
    expect(span(word)).toEqual([first, last]);
  });

  it("weeks begin as people have them", () => {
    expect(span("this-week", 6)).toEqual(["2026-03-01", "2026-03-07"]);
  });

  it.each(["", "soon", "next-0d", "2026-02-30", "..", "2026-05-09..2026-05-01"])(
    "“%s” is none",
    (word) => expect(span(word)).toBeNull(),
  );
});

/** Conditions that make sense, each with what it means said once more in plain words. */
function plain(roll: Dice, fields: TaskFields): [Condition, (id: number) => boolean] {
  const { store } = fields;
  const task = (id: number) => store.task(id) as TaskRow;
  const dates = (id: number) =>
    store.schedule(id) as NonNullable<ReturnType<typeof store.schedule>>;
  const people = (id: number) =>
    [...store.rows("assignments").values()]
      .filter((a) => a.task_id === id)
      .map((a) => a.resource_id);
  const day = (moment: number) => Math.floor(moment / DAY);
  const size = roll.below(4);
  return roll.one<[Condition, (id: number) => boolean]>([
    [{ field: "name", op: "has", values: ["RACK"] }, (id) => /rack/i.test(task(id).name)],
    [{ field: "name", op: "is", values: ["ubergabe"] }, (id) => task(id).name === "Übergabe"],
    [{ field: "name", op: "none", values: [] }, (id) => task(id).name === ""],
    [{ field: "assignee", op: "is", values: ["me"] }, (id) => people(id).includes(600)],
    [
      { field: "assignee", op: "is", values: ["601", "nobody"] },
      (id) =>
        people(id).includes(601) ||
        (people(id).length === 0 && !store.outlineLine(id)?.hasChildren),
    ],
    [{ field: "team", op: "is", values: ["Net"] }, (id) => people(id).some((one) => one < 602)],
    [
      { field: "critical", op: "is", values: ["yes"] },
      (id) => dates(id).critical && dates(id).percent_complete < 100,
    ],
    [{ field: "milestone", op: "is", values: ["no"] }, (id) => !task(id).milestone],
    [{ field: "percent", op: "lt", values: ["60"] }, (id) => dates(id).percent_complete < 60],
    [
      { field: "duration", op: "ge", values: [`${size}d`] },
      (id) => dates(id).duration >= size * 480,
    ],
    [{ field: "float", op: "lt", values: ["0"] }, (id) => dates(id).total_float < 0],
    [
      { field: "start", op: "in", values: ["next-14d"] },
      (id) => day(dates(id).start) >= day(NOW) && day(dates(id).start) < day(NOW) + 14,
    ],
    [
      { field: "finish", op: "before", values: ["status"] },
      (id) => day(dates(id).finish) < day(NOW),
    ],
    [
      { field: "deadline", op: "out", values: ["this-week"] },
      (id) => {
        const at = task(id).deadline;
        const monday = day(NOW) - 3;
        return at === null || day(at) < monday || day(at) > monday + 6;
      },
    ],
    [{ field: "deadline", op: "some", values: [] }, (id) => task(id).deadline !== null],
    [
      { field: "custom-7", op: "is", values: ["a1"] },
      (id) =>
        [...store.rows("custom_values").values()].some((v) => v.task_id === id && v.value === "A1"),
    ],
    [
      { field: "priority", op: "is", values: ["low", "high"] },
      (id) => !store.outlineLine(id)?.hasChildren && [300, 700].includes(task(id).priority),
    ],
  ]);
}

function nested(roll: Dice, fields: TaskFields, depth = 0): [FilterGroup, (id: number) => boolean] {
  const join = roll.chance(0.5) ? "all" : "any";
  const parts = Array.from({ length: 1 + roll.below(3) }, () =>
    depth < 3 && roll.chance(0.4) ? nested(roll, fields, depth + 1) : plain(roll, fields),
  );
  const tests = parts.map(([, test]) => test);
  return [
    { join, items: parts.map(([item]) => item as FilterItem) },
    (id) => (join === "all" ? tests.every((test) => test(id)) : tests.some((test) => test(id))),
  ];
}

describe("what a filter lets through", () => {
  it("is what its tree says, and stays so while the plan changes", () => {
    const roll = dice(11);
    for (let round = 0; round < 60; round++) {
      const store = made(roll);
      const [filter] = nested(roll, new TaskFields(store, 0, NOW));
      const kept = new Matches();
      let version = 2;
      for (let step = 0; step < 6; step++) {
        const fields = new TaskFields(store, 0, NOW);
        const found = kept.find(filter, "", fields);
        const test = compile(filter, "", fields);
        const fresh = [...store.rows("tasks").values()].filter((task) => test(task.id, task));
        expect([...found]).toEqual(fresh.map((task) => task.id));
        const id = 1 + roll.below(40);
        version += 1;
        const inputs = roll.chance(0.5) ? taskUpdate(id, { name: roll.one(NAMES) }) : {};
        store.apply([
          changesetOf(version, inputs, { results: { schedule: columnsOf([datesOf(id, roll)]) } }),
        ]);
      }
    }
  });

  it("agrees with the same said in plain words", () => {
    const roll = dice(12);
    for (let round = 0; round < 300; round++) {
      const store = made(roll, 24);
      const fields = new TaskFields(store, 0, NOW);
      const [filter, means] = nested(roll, fields);
      const found = new Matches().find(filter, "", fields);
      const wanted = store.outline().flatMap((line) => (means(line.id) ? [line.id] : []));
      expect(
        [...found].sort((a, b) => a - b),
        filterToText(filter),
      ).toEqual(wanted);
    }
  });

  it("is asked anew only of what changed", () => {
    const store = made(dice(3));
    const filter = filterFromText("critical:is:yes;name:has:rack") as FilterGroup;
    const kept = new Matches();
    const first = kept.find(filter, "", new TaskFields(store, 0, NOW));
    expect(kept.asked).toBe(40);
    expect(kept.find(filter, "", new TaskFields(store, 0, NOW))).toBe(first);
    expect(kept.asked).toBe(0);
    store.apply([changesetOf(3, taskUpdate(5, { name: "Rack" }))]);
    kept.find(filter, "", new TaskFields(store, 0, NOW));
    expect(kept.asked).toBe(1);
  });

  it("looks for words in name, number and people", () => {
    const store = made(dice(8));
    const fields = new TaskFields(store, 0, NOW);
    const all = [...store.rows("tasks").values()];
    const found = (text: string) => new Matches().find(NO_FILTER, text, fields);
    expect([...found("mig-5")]).toContain(5);
    expect(found("uber").size).toBe(all.filter((task) => task.name === "Übergabe").length);
    const both = all.filter(
      (task) => /rack/i.test(task.name) && fields.assignees(task.id).includes(601),
    );
    expect([...found("ben rack")]).toEqual(both.map((task) => task.id));
  });

  it("passes over what it cannot judge, and says so", () => {
    const store = made(dice(9));
    const fields = new TaskFields(store, 0, NOW);
    const gone = filterFromText("custom-99:is:x;critical:is:yes") as FilterGroup;
    expect([...new Matches().find(gone, "", fields)]).toEqual([
      ...new Matches().find(filterFromText("critical:is:yes") as FilterGroup, "", fields),
    ]);
    const problems = conditionsOf(gone).map((one) => problemOf(one, fields));
    expect(problems.at(-1)).toBeNull();
    const field = { field: "custom-99", op: "is", values: ["x"] } as const;
    expect(problemOf(field, fields)).toBe("field");
    expect(problemOf({ field: "finish", op: "in", values: ["soon"] }, fields)).toBe("value");
    expect(problemOf({ field: "percent", op: "has", values: ["1"] }, fields)).toBe("field");
  });
});
describe("a look", () => {
  it("comes back from an address, alone and over a saved view", () => {
    const roll = dice(51);
    for (let i = 0; i < 400; i++) {
      const one = () => {
        const { broken: _, ...look } = lookFrom({
          f: filterToText(anyFilter(roll)),
          q: roll.one(["", "rack", "a b"]),
          g: roll.one(["", "assignee", "finish.month"]),
          s: roll.one(["", "-finish", "name,-start"]),
        });
        return look;
      };
      const [look, saved] = [one(), one()];
      expect(sameLook(lookFrom(lookTo(look)), look)).toBe(true);
      expect(sameLook(lookFrom(lookTo(look, saved), saved), look)).toBe(true);
      expect(lookTo(saved, saved)).toEqual({});
    }
  });

  it("takes what was typed into an address as it is", () => {
    expect(lookSearch({ q: 42, g: true, f: ["a"], s: null, x: "y" })).toEqual({
      q: "42",
      g: "true",
    });
  });

  it("is none where nothing is said", () => {
    expect([isFiltering(NO_LOOK), isFiltering({ ...NO_LOOK, text: " a" })]).toEqual([false, true]);
    expect(OPS_OF.flag).toEqual(["is"]);
    expect(isGroup(NO_FILTER)).toBe(true);
  });
});

it("takes for me who has my account, or without any my address, as My work does", () => {
  const resources = [
    newResource({ id: 600, name: "Ana", user_id: VIEWER }),
    newResource({ id: 601, name: "Ana of a file", email: "ANA@example.com" }),
    newResource({ id: 602, name: "Ben", user_id: 99, email: "ana@example.com" }),
    newResource({ id: 603, name: "Nobody's" }),
  ];
  const member = { id: 5, user_id: VIEWER, name: "Ana", email: "ana@example.com" };
  const rest = { role: "member" as const, project_id: null, branch_id: null };
  const fields = (members: (typeof member & typeof rest)[]) =>
    new TaskFields(createProjectStore(snapshotOf({ tables: { resources, members } })));
  expect(fields([{ ...member, ...rest }]).me()).toEqual([600, 601]);
  expect(fields([{ ...member, ...rest, email: "" }]).me()).toEqual([600]);
  expect(fields([]).me()).toEqual([600]);
});
