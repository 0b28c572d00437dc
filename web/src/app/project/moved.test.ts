/** What a card that was put in another column moves, in words. */

import { expect, it } from "vitest";
import { createProjectStore } from "~/store/index";
import { changesetOf, columnsOf, START, scheduleRow, snapshotOf } from "~/store/testing";
import { i18next } from "~/text/i18n";
import { movedWords } from "./moved";

it("tells the card's own finish, how many follow, and the project's finish", () => {
  const day = 1440;
  const dates = (id: number, first: number, last: number) =>
    scheduleRow(id, { start: START + first * day, finish: START + last * day + 480 });
  const snapshot = snapshotOf({ outline: "Cutover\nTest\nElsewhere" });
  const store = createProjectStore({
    ...snapshot,
    results: { schedule: columnsOf([dates(1, 0, 1), dates(2, 2, 2), dates(3, 0, 0)]) },
  });
  const before = store.schedules();
  expect(movedWords(store, before, 1, i18next.t)).toEqual([]);
  store.apply([
    changesetOf(
      store.version + 1,
      {},
      { results: { schedule: columnsOf([dates(1, 1, 2), dates(2, 3, 3)]) } },
    ),
  ]);
  const words = movedWords(store, before, 1, i18next.t);
  expect(words).toHaveLength(3);
  expect(words[0]).toMatch(/^it finishes .*4.* instead of .*3/);
  expect(words.slice(1)).toEqual(["moves 1 task", "the project’s finish +1d"]);
});
