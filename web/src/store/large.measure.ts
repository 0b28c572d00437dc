/** What a plan of 10,000 tasks takes in the browser's store, filters and palette, without a browser. */

import { it } from "vitest";
import { best, target } from "~/app/palette/fuzzy";
import { TaskFields } from "~/model/filters-fields";
import { Matches } from "~/model/filters-match";
import { filterFromText } from "~/model/filters-text";
import { createProjectStore } from "./index";
import { changesetOf, columnsOf, scheduleRow, snapshotOf, taskUpdate } from "./testing";

const TIMES = 30;

/** Print the fastest and the median of what a deed takes. */
function measure(name: string, deed: () => unknown): void {
  const took = Array.from({ length: TIMES }, () => {
    const begun = performance.now();
    deed();
    return performance.now() - begun;
  }).sort((a, b) => a - b);
  const [least, median] = [took[0] ?? 0, took[TIMES / 2] ?? 0];
  console.log(
    `${name.padEnd(40)} ${least.toFixed(1).padStart(8)} ${median.toFixed(1).padStart(8)}`,
  );
}

it("measures a plan of 10,000 tasks", () => {
  const outline = Array.from({ length: 10_000 }, (_, n) => (n % 10 ? `  Task ${n}` : "s"));
  const store = createProjectStore(snapshotOf({ outline: outline.join("\n") }));
  let version = 1;
  console.log(`${"10,000 tasks".padEnd(40)} least ms  median`);
  measure("3,000 results of a change", () => {
    version += 1;
    const rows = Array.from({ length: 3000 }, (_, n) => scheduleRow(n + 1, { start: version }));
    const results = { schedule: columnsOf(rows) };
    store.apply([changesetOf(version, taskUpdate(5, { duration: version }), { results })]);
  });
  measure("a rename shown and confirmed", () => {
    version += 1;
    const inputs = taskUpdate(5, { name: `v${version}` });
    store.add({ id: "c", inputs, results: [] });
    store.outline();
    store.apply([changesetOf(version, inputs, { command_id: "c" })]);
    store.outline();
  });
  const filter = filterFromText("any(critical:is:yes;assignee:is:me);finish:in:next-14d");
  measure("a filter of three conditions", () => {
    if (filter) new Matches().find(filter, "", new TaskFields(store, 0, 0));
  });
  const names = [...store.rows("tasks").values()].map((task) => target(task.name));
  measure("a name found in the palette", () => best(names, "9999 tsk", (name) => name, 20));
});
