/** For tests against a real server: a drag as a hand makes it, held against what its drop does. */

import { expect } from "vitest";
import { run } from "~/commands";
import { durationBetween, shadingWork } from "~/model/calendars";
import type { ProjectSession } from "~/store/types";
import { i18next } from "~/text/i18n";
import { Reading } from "~/views/grid/reading";
import { Foresight } from "./foresight";
import { type Drag, moveBy, resizeBy, stepsOf } from "./gestures";
import { verdictOf } from "./verdict";
import { dateOf } from "./wish";

/** Drag a bar by days, as from afar, and drop it: what was said must be true. Undone again. */
export async function dragged(
  session: ProjectSession,
  id: number,
  how: "move" | "start" | "finish",
  days: number,
): Promise<string> {
  const { store } = session;
  const [before, was] = [store.schedule(id), store.task(id)];
  if (!before || !was) throw new Error("It has no dates.");
  const { name } = was;
  const duration = (start: number, finish: number) => durationBetween(store, was, start, finish);
  const by = { work: shadingWork(store, was), duration };
  const { start, finish } = before;
  const first = { id, before, start, finish, duration: before.duration };
  const [delta, near] = [days * 1440, 100 / 1440];
  const drag: Drag =
    how === "move"
      ? moveBy({ ...first, kind: "move", others: [] }, delta, near, by)
      : resizeBy({ ...first, kind: "resize", end: how }, delta, near, by);
  const steps = stepsOf(drag, (one) => store.task(one)?.mode === "manual");
  const foresight = new Foresight(session, () => undefined);
  await foresight.ask(steps);
  const t = i18next.getFixedT("en", "gantt");
  const { wish, contradiction } = verdictOf(drag, foresight.foreseen, new Reading(store), t);
  const { inputs, schedule } = foresight.foreseen ?? {};
  const outcome = await run(session, steps);
  expect(outcome.ok ? "ok" : outcome.problem.detail, name).toBe(foresight.refusal ?? "ok");
  if (!outcome.ok) return `refused: ${foresight.refusal}`;

  expect(outcome.changeset?.inputs.tasks?.updated ?? [], name).toEqual(
    inputs?.tasks?.updated ?? [],
  );
  for (const row of schedule?.values() ?? []) expect(store.schedule(row.id), name).toEqual(row);
  const [now, task] = [store.schedule(id) ?? before, store.task(id) ?? was];
  const reading = new Reading(store);
  const [from, until] = [dateOf(now.start, false, reading), dateOf(now.finish, true, reading)];
  // What it says is true of the plan as it is now.
  if (task.actual_finish !== was.actual_finish) expect(wish).toBe(`Actual finish ${until}`);
  else if (how === "finish") expect(wish, name).toContain(`until ${until}`);
  else if (how === "start") expect(wish, name).toContain(`from ${from}`);
  else if (task.actual_start !== was.actual_start) expect(wish, name).toBe(`Actual start ${from}`);
  else if (task.constraint_date !== was.constraint_date) {
    const pin = task.constraint_date && dateOf(task.constraint_date, false, reading);
    expect(wish, name).toContain(pin ? `Not before ${pin}` : `No longer pinned: starts ${from}`);
  } else expect(wish, name).toBe(`Starts ${from}`);
  const pulled = drag.kind === "resize" && drag.end === "finish";
  const had = pulled ? now.finish === drag.finish : now.start === drag.start;
  const kept = !pulled || now.start === start;
  if (contradiction === null) expect([had, kept], name).toEqual([true, true]);
  else expect(had && kept, `${name}: ${contradiction}`).toBe(false);
  const { changeset } = outcome;
  if (changeset && Object.keys(changeset.inputs).length) await session.undo(changeset.id);
  return wish.replace(/ \d.*| [A-Z][a-z]{2} \d.*/, "") + (contradiction === null ? "" : ", held");
}
