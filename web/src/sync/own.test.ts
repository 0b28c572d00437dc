import { describe, expect, it } from "vitest";
import { createProjectStore } from "~/store/index";
import {
  changesetOf,
  columnsOf,
  START,
  scheduleRow,
  snapshotOf,
  taskUpdate,
} from "~/store/testing";
import type { Done } from "./history";
import { OwnChanges } from "./own";

const doneOf = (commandId: string): Done => ({
  commandId,
  changesetId: null,
  inputs: [],
  before: [],
  versions: new Map(),
});

describe("one's own changes", () => {
  const moved = (version: number, command_id: string, by: number) => {
    const schedule = columnsOf([scheduleRow(2, { start: START + by })]);
    return changesetOf(version, taskUpdate(1, { duration: by }), {
      command_id,
      results: { schedule },
    });
  };

  it("remember the results that they wrote over until anything else comes", () => {
    const store = createProjectStore(snapshotOf());
    const own = new OwnChanges();
    const [first, second] = [doneOf("first"), doneOf("second")];
    own.add("first", first);
    own.add("second", second);
    const starts = () => [first, second].map((one) => one.before.map((row) => row.start));

    own.rememberResults([moved(2, "first", 60)], store);
    store.apply([moved(2, "first", 60)]);
    // The answer tells of it after the socket did.
    own.rememberResults([moved(2, "first", 60)], store);
    expect(starts()).toEqual([[START], []]);

    own.rememberResults([moved(3, "second", 120)], store);
    store.apply([moved(3, "second", 120)]);
    expect(starts()).toEqual([[], [START + 60]]);

    own.rememberResults([changesetOf(4, taskUpdate(3, { name: "theirs" }))], store);
    expect(starts()).toEqual([[], []]);
  });
});
