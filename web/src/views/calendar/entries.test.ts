/** Entries in groups and in order, and when people are away. */

import { expect, it } from "vitest";
import { newAssignment, newResource } from "~/commands/defaults";
import type { GroupOf } from "~/model/grouping";
import { dayOf } from "~/model/moments";
import type { CalendarRow } from "~/protocol/tables.generated";
import { createProjectStore } from "~/store/index";
import { START, snapshotOf } from "~/store/testing";
import { AT_FIRST, type Entry, entriesOf, groupedEntries, orderedEntries } from "./entries";
import { bandsOf, segmentsOf } from "./layout";

/** A Monday. */
const MONDAY = dayOf(START);
const entry = (id: number, first: number, last: number, kind: Entry["kind"] = "task"): Entry => ({
  key: `${kind}-${id}`,
  kind,
  id,
  first: MONDAY + first,
  last: MONDAY + last,
  text: "",
});
const ENTRIES = [entry(60, 0, 4, "leave"), entry(1, 0, 2), entry(2, 1, 1), entry(3, -2, 0)];

it("puts entries in the order of a field, who is away first", () => {
  const found = orderedEntries(ENTRIES, (a, b) => b - a);
  expect(found.map((one) => one.id)).toEqual([60, 3, 2, 1]);
  const lanes = segmentsOf(found, MONDAY, 7, true).map((one) => [one.entry.id, one.lane]);
  // Of those that stand on Monday, in that order; the one of Tuesday takes the lane that is free.
  expect(lanes).toEqual([
    [60, 0],
    [3, 1],
    [1, 2],
    [2, 1],
  ]);
});

it("gives each group of a week a heading and lanes below it", () => {
  const groupOf = (id: number): GroupOf => ({ key: id === 2 ? "b" : "a", order: id === 2 ? 1 : 0 });
  const groups = groupedEntries(ENTRIES, groupOf, (key) => key.toUpperCase(), false);
  expect(groups.map(({ label, entries }) => [label, entries.map((one) => one.id)])).toEqual([
    ["", [60]],
    ["A", [1, 3]],
    ["B", [2]],
  ]);
  const { segments, bands } = bandsOf(groups, MONDAY);
  expect(bands.map(({ label, lane, count }) => [label, lane, count])).toEqual([
    ["A", 1, 2],
    ["B", 4, 1],
  ]);
  const lanes = new Map(segments.map((one) => [one.entry.id, one.lane]));
  expect([lanes.get(60), lanes.get(3), lanes.get(1), lanes.get(2)]).toEqual([0, 2, 3, 5]);
  // Where groups are people, whoever is away stands with what he does.
  const people = groupedEntries(
    ENTRIES,
    () => ({ key: "60", order: 0 }),
    () => "Ana",
    true,
  );
  expect(people.map(({ entries }) => entries.length)).toEqual([4]);
});

it("tells leave from other days on which somebody does not work", () => {
  const calendar = (row: Partial<CalendarRow> & { id: number }) =>
    ({
      name: "",
      base_id: null,
      project_id: null,
      country: "",
      week: null,
      exceptions: [],
      work_weeks: [],
      ...row,
    }) as CalendarRow;
  const work = [[540, 1020]];
  const week = [work, work, work, work, work, [], []];
  const store = createProjectStore(
    snapshotOf({
      outline: "One",
      tables: {
        calendars: [
          calendar({ id: 1, week }),
          // Mondays off, and away on Wednesday.
          calendar({
            id: 2,
            base_id: 1,
            week: [[], null, null, null, null, null, null],
            exceptions: [{ name: "Trip", first: MONDAY + 2, last: MONDAY + 2, intervals: [] }],
          }),
        ],
        resources: [
          newResource({ id: 60, name: "Ana", calendar_id: 2 }),
          newResource({
            id: 61,
            name: "Ben",
            availability: [{ first: MONDAY + 3, last: MONDAY + 4, units: 0 }],
          }),
        ],
        assignments: [
          newAssignment({ id: 80, task_id: 1, resource_id: 60 }),
          newAssignment({ id: 81, task_id: 1, resource_id: 61 }),
        ],
      },
    }),
  );
  (store.project as { calendar_id: number | null }).calendar_id = 1;
  const away = (layers: Partial<typeof AT_FIRST>) =>
    entriesOf(store, { ...AT_FIRST, leave: false, ...layers }, MONDAY, MONDAY + 6, null)
      .filter((one) => one.kind === "leave")
      .map((one) => [one.id, one.first - MONDAY, one.last - MONDAY, one.text]);
  expect(away({})).toEqual([]);
  expect(away({ leave: true })).toEqual([
    [60, 2, 2, "Trip"],
    [61, 3, 4, ""],
  ]);
  expect(away({ offdays: true })).toEqual([[60, 0, 0, ""]]);
});
