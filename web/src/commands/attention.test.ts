/** What people say to being assigned shows at once; when what was typed may go from its field. */

import { beforeEach, expect, it } from "vitest";
import { createProjectStore } from "~/store/index";
import { ME, snapshotOf } from "~/store/testing";
import type { Connection, Outcome, Problem, ProjectSession, SendOptions } from "~/store/types";
import { saidTo } from "~/task/attention/said";
import { answerReply, reply } from "./attention";
import { newAssignment } from "./defaults";
import { mayClose } from "./run";

const TAKEN: Outcome = { ok: true, changeset: null, created: {}, notes: [] };
const REFUSED: Outcome = { ok: false, problem: { detail: "No" } as Problem };

let session: ProjectSession;
let sent: { type: string; payload: object }[];
let connection: Connection;
let answer: Promise<Outcome>;
let changed: () => void;

beforeEach(() => {
  const assignments = [newAssignment({ id: 70, task_id: 1, resource_id: 80 })];
  const store = createProjectStore(snapshotOf({ outline: "\n  Rack\n", tables: { assignments } }));
  sent = [];
  connection = "live";
  answer = Promise.resolve(TAKEN);
  changed = () => undefined;
  let key = 1000;
  session = {
    store,
    send: (type: string, payload: object, options: SendOptions = {}) => {
      sent.push({ type, payload });
      store.add({ id: `c${sent.length}`, inputs: options.optimistic ?? {}, results: [] });
      return answer;
    },
    newId: () => key++,
    keysLeft: () => 100,
    connection: () => connection,
    subscribe: (listener: () => void) => {
      changed = listener;
      return () => undefined;
    },
  } as unknown as ProjectSession;
});

it("is shown at once, said anew, and answered", async () => {
  await reply(session, 70, "declined", " On leave ");
  expect(saidTo(session.store, 70)).toMatchObject({ state: "declined", text: "On leave" });
  expect(saidTo(session.store, 70)?.user_id).toBe(ME);
  await reply(session, 70, "asked", "By when?");
  await answerReply(session, 70, "Friday");
  expect(saidTo(session.store, 70)).toMatchObject({ state: "asked", answer: "Friday" });
  expect(session.store.rows("assignment_answers").size).toBe(1);
  expect(sent.map((one) => one.payload)).toEqual([
    { assignment_id: 70, state: "declined", text: " On leave ", id: 1000 },
    { assignment_id: 70, state: "asked", text: "By when?" },
    { assignment_id: 70, text: "Friday" },
  ]);
});

it("stays in its field where it is refused, and goes where it waits for the network", async () => {
  expect(await mayClose(session, Promise.resolve(REFUSED))).toBe(false);
  expect(await mayClose(session, Promise.resolve(TAKEN))).toBe(true);
  const never = new Promise<Outcome>(() => undefined);
  const waits = mayClose(session, never);
  connection = "offline";
  changed();
  expect(await waits).toBe(true);
  // What cannot be at all is refused without a network too.
  expect(await mayClose(session, Promise.resolve(REFUSED))).toBe(false);
});
