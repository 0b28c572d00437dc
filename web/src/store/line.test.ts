/** The line test on the server's own fixtures: snapshot + changesets == fresh snapshot, any role. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { Changeset, Snapshot } from "~/protocol/envelope";
import type { TableName } from "~/protocol/tables.generated";
import { createProjectStore, type LocalStore } from "./index";

const FOLDER = fileURLToPath(new URL("../../../tests/fixtures/line/", import.meta.url));
const files = existsSync(FOLDER)
  ? readdirSync(FOLDER).filter((name) => name.endsWith(".json"))
  : [];

interface Fixture {
  role: string;
  snapshot: Snapshot;
  changesets: Changeset[];
  expected: Snapshot;
}

function contents(store: LocalStore): Record<string, unknown> {
  const tables: Record<string, unknown> = {};
  for (const name of store.confirmed.tables.keys()) {
    const rows = [...store.rows(name as TableName).values()];
    tables[name] = rows.sort((a, b) => a.id - b.id);
  }
  const schedule = [...store.schedules().values()].sort((a, b) => a.id - b.id);
  const formulas = [...store.formulas().values()].sort((a, b) => a.id - b.id);
  const versions = [store.version, store.workspaceVersion];
  return { tables, schedule, formulas, versions, outline: store.outline() };
}

it("has fixtures of every role", () => {
  expect(files).toEqual(["guest.json", "member.json", "owner.json", "viewer.json"]);
});

it.each(files)("leads from snapshot to snapshot: %s", (name) => {
  const fixture = JSON.parse(readFileSync(FOLDER + name, "utf8")) as Fixture;
  expect(fixture.changesets.length).toBeGreaterThan(10);
  const store = createProjectStore(fixture.snapshot);
  const before = contents(store);
  const outcome = store.apply(fixture.changesets);
  expect(outcome).toEqual(fixture.changesets.map(() => "applied"));
  const expected = createProjectStore(fixture.expected);
  expect(contents(store)).toEqual(contents(expected));
  expect(contents(store)).not.toEqual(before);
  // What a browser keeps of it is as good as the server's.
  expect(contents(createProjectStore(store.snapshot()))).toEqual(contents(store));
});

it.each(files)("leads there one by one, each revision seen on its own: %s", (name) => {
  const fixture = JSON.parse(readFileSync(FOLDER + name, "utf8")) as Fixture;
  const store = createProjectStore(fixture.snapshot);
  for (const changeset of fixture.changesets) {
    // Reading in between fills the indexes that later changes must carry over or drop.
    store.outline();
    store.index("tasks", "parent_id");
    store.index("links", "successor_id");
    store.index("assignments", "task_id");
    expect(store.apply([changeset])).toEqual(["applied"]);
  }
  const expected = createProjectStore(fixture.expected);
  expect(contents(store)).toEqual(contents(expected));
  for (const [table, field] of [
    ["tasks", "parent_id"],
    ["links", "successor_id"],
    ["assignments", "task_id"],
  ] as const) {
    expect(sorted(store.index(table, field as never))).toEqual(
      sorted(expected.index(table, field as never)),
    );
  }
});

function sorted(index: ReadonlyMap<unknown, readonly number[]>): unknown {
  return [...index]
    .map(([value, keys]) => [value, [...keys].sort((a, b) => a - b)] as const)
    .sort((a, b) => String(a[0]).localeCompare(String(b[0])));
}
