/** What is shown at once as items are added, moved and ticked off. */

import { beforeEach, expect, it } from "vitest";
import { itemsOf } from "~/model/checklists";
import { createProjectStore } from "~/store/index";
import { ME, snapshotOf } from "~/store/testing";
import type { Outcome, ProjectSession, SendOptions } from "~/store/types";
import { addItems, followChecklist, moveItem, tickItems } from "./checklists";
import { setProgress } from "./progress";

let session: ProjectSession;
let sent: { type: string; payload: object }[];

beforeEach(() => {
  const store = createProjectStore(snapshotOf({ outline: "\n  Rack\n" }));
  sent = [];
  let key = 1000;
  const send = async (type: string, payload: object, options: SendOptions = {}) => {
    sent.push({ type, payload });
    store.add({ id: `c${sent.length}`, inputs: options.optimistic ?? {}, results: [] });
    return { ok: true, changeset: null, created: {}, notes: [] } as Outcome;
  };
  session = {
    store,
    send,
    batch: (commands: object[], options?: SendOptions) => send("batch", { commands }, options),
    newId: () => key++,
    keysLeft: () => 100,
  } as unknown as ProjectSession;
});

const shown = () => itemsOf(session.store, 1).map((item) => `${item.text}${item.done ? " ✓" : ""}`);

it("shows pasted lines at once, ticked ones ticked, as one change", async () => {
  await addItems(session, 1, "checklist", [
    { text: "a", done: false },
    { text: "b", done: true },
  ]);
  expect(shown()).toEqual(["a", "b ✓"]);
  expect(sent.map((one) => one.type)).toEqual(["batch"]);
  expect(itemsOf(session.store, 1)[1]?.done_by).toBe(ME);
});

it("moves an item up and down its list", async () => {
  const lines = ["a", "b", "c"].map((text) => ({ text, done: false }));
  await addItems(session, 1, "checklist", lines);
  await moveItem(session, 1002, 1000);
  expect(shown()).toEqual(["c", "a", "b"]);
  await moveItem(session, 1002, undefined);
  expect(shown()).toEqual(["a", "b", "c"]);
  expect(sent.at(-1)).toEqual({ type: "checklist.move", payload: { id: 1002 } });
});

it("lets progress follow the items until somebody types a figure", async () => {
  const percent = () => session.store.task(1)?.percent_complete;
  await addItems(session, 1, "checklist", [
    { text: "a", done: false },
    { text: "b", done: false },
  ]);
  await tickItems(session, 1000, true);
  expect(percent()).toBe(0);
  await followChecklist(session, 1);
  expect(percent()).toBe(50);
  await tickItems(session, 1001, true);
  expect(percent()).toBe(100);
  expect(session.store.task(1)?.actual_finish).not.toBeNull();
  await setProgress(session, 1, "70");
  await tickItems(session, 1001, false);
  expect([percent(), session.store.task(1)?.progress_source]).toEqual([70, "typed"]);
});
