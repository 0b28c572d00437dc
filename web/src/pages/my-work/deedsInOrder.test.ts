// @vitest-environment jsdom
import { act, createElement } from "react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type KeptDeeds, setKept, setKeptDeeds } from "~/here/kept";
import type { Kept } from "~/sync/journal";
import { newDrawing } from "~/ui/testing";
import { type Deeds, useDeeds } from "./deeds";
import type { MyProject, MyTask } from "./query";

vi.mock("~/here/me", () => ({ useMe: () => ({ user: { id: 9, name: "Viktor" } }) }));
vi.mock("./query", async (original) => ({
  ...(await original<object>()),
  showAs: () => () => undefined,
}));

const task = {
  id: 4,
  project_id: 1,
  name: "Racks",
  start: "2026-11-02T09:00:00",
  finish: "2026-11-03T17:00:00",
  deadline: null,
  percent_complete: 0,
  actual_start: null,
  actual_finish: null,
  remaining_work_minutes: 960,
  actual_work_minutes: 0,
  assignments: [5],
} as unknown as MyTask;
const project = {
  id: 1,
  name: "Depot",
  zone: "UTC",
  day_start: 540,
  day_finish: 1020,
  version: 3,
} as MyProject;

const drawing = newDrawing();
let deeds: Deeds;
/** What the server was sent, and how each is answered. */
let posted: { body: { payload: object }; answer: (response: Promise<Response>) => void }[];
let kept: Kept[];

const List = () => {
  deeds = useDeeds(null, () => undefined);
  return null;
};

beforeEach(() => {
  [posted, kept] = [[], []];
  setKept({ all: [], away: false, leaving: false });
  setKeptDeeds({ keep: (one: Kept) => void kept.push(one) } as unknown as KeptDeeds);
  vi.stubGlobal("fetch", (_: string, { body }: RequestInit) => {
    return new Promise<Response>((answer) => {
      posted.push({ body: JSON.parse(String(body)), answer });
    });
  });
  drawing.show(createElement(List));
});
afterEach(() => setKeptDeeds(null));

const settle = () =>
  act(async () => void (await new Promise((resolve) => setTimeout(resolve, 20))));
const done = { id: 8, created: {}, notes: [], changesets: [] };

it("sends one after the other", async () => {
  deeds.run("half", task, project);
  deeds.run("done", task, project);
  await settle();
  expect(posted).toHaveLength(1);
  posted[0]?.answer(Promise.resolve(new Response(JSON.stringify(done))));
  await settle();
  expect(posted).toHaveLength(2);
  posted[1]?.answer(Promise.resolve(new Response(JSON.stringify(done))));
  await settle();
});

it("keeps what comes after one that could not be sent: it must not overtake it", async () => {
  deeds.run("half", task, project);
  deeds.run("done", task, project);
  await settle();
  posted[0]?.answer(Promise.reject(new TypeError("no connection")));
  await settle();
  expect(posted).toHaveLength(1);
  const said = kept.map(({ command }) => Object.keys(command.payload));
  expect(said).toEqual([
    ["id", "percent_complete"],
    ["id", "actual_finish"],
  ]);
});
