/** For tests against a real server: a drag in the Gantt, held against what its drop does. */

import { expect } from "vitest";
import { run } from "~/commands";
import type { ProjectSession } from "~/store/types";
import { i18next } from "~/text/i18n";
import type { PlanController } from "~/views/grid/controller";
import { Reading } from "~/views/grid/reading";
import { Foresight } from "~/views/moving/foresight";
import { stepsOf } from "~/views/moving/gestures";
import { verdictOf } from "~/views/moving/verdict";
import { follow, grasp, type Part } from "./held";

export interface Dropped {
  /** All that was said at the pointer. */
  readonly said: string;
  /** By how many days the start of each task that is no summary went elsewhere, by name. */
  readonly moved: Readonly<Record<string, number>>;
  readonly finishes: Readonly<Record<string, number>>;
  /** The tasks that a constraint was set for. */
  readonly pinned: readonly string[];
}

/** Take hold of a part of a row, drag it by days as from afar, drop it: what was foreseen comes. Undone. */
export async function held(
  session: ProjectSession,
  id: number,
  part: Part,
  days: number,
  selected: readonly number[] = [id],
): Promise<Dropped> {
  const { store } = session;
  const reading = new Reading(store);
  const grid = { store, reading, mayEdit: true, selectedTasks: () => selected };
  const controller = grid as unknown as PlanController;
  const first = grasp(controller, id, part);
  if (!first) throw new Error("It cannot be taken hold of.");
  const drag = follow(controller, first, days * 1440, 100 / 1440);
  const steps = stepsOf(drag, (one) => store.task(one)?.mode === "manual");
  const foresight = new Foresight(session, () => undefined);
  await foresight.ask(steps);
  const { wish, effects, contradiction } = verdictOf(
    drag,
    foresight.foreseen,
    reading,
    i18next.getFixedT("en", "gantt"),
  );
  const before = new Map(store.schedules());
  const { inputs, schedule } = foresight.foreseen ?? {};
  const outcome = await run(session, steps);
  if (!outcome.ok) throw new Error(outcome.problem.detail);
  const updated = outcome.changeset?.inputs.tasks?.updated ?? [];
  expect(updated).toEqual(inputs?.tasks?.updated ?? []);
  for (const row of schedule?.values() ?? []) expect(store.schedule(row.id)).toEqual(row);
  const name = (key: number) => store.task(key)?.name ?? "";
  const moved: Record<string, number> = {};
  const finishes: Record<string, number> = {};
  for (const [key, row] of store.schedules()) {
    const by = row.start - (before.get(key)?.start ?? row.start);
    if (by !== 0 && !reading.isSummary(key)) moved[name(key)] = by / 1440;
    finishes[name(key)] = row.finish;
  }
  const pins = updated.filter(({ after }) => after.constraint_date != null);
  const { changeset } = outcome;
  if (changeset && Object.keys(changeset.inputs).length) await session.undo(changeset.id);
  expect(new Map(store.schedules())).toEqual(before);
  return {
    said: [wish, ...effects, contradiction].filter((one) => one !== null).join(" · "),
    moved,
    finishes,
    pinned: pins.map((one) => name(one.id)),
  };
}
