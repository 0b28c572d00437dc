import { describe, expect, test } from "vitest";
import { type Inbox, type Line, shownAfter } from "./query";

const line = (...ids: number[]): Line => ({
  key: `item:${ids[0]}`,
  ids,
  workspace_id: 1,
  project_id: 1,
  at: "2026-03-02T09:00:00Z",
  unread: true,
  snoozed_until: null,
  entries: [],
});
const inbox: Inbox = { items: [line(1, 2), line(3)], unread: 2, projects: [] };

describe("what a box shows at once", () => {
  test("what is archived, put to sleep or brought back leaves the box", () => {
    for (const action of ["archive", "snooze", "restore"] as const) {
      expect(shownAfter(inbox, action, [2]).items.map((one) => one.ids)).toEqual([[3]]);
    }
  });

  test("what is read stays, all of it where none is named", () => {
    expect(shownAfter(inbox, "read", [3]).items.map((one) => one.unread)).toEqual([true, false]);
    expect(shownAfter(inbox, "read", null).items.map((one) => one.unread)).toEqual([false, false]);
  });
});
