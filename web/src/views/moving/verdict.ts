/** What a drag would bring about, in words, from its preview. */

import type { TFunction } from "i18next";
import { projectWork } from "~/model/calendars";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import type { Reading } from "~/views/grid/reading";
import { leavesOf } from "./branch";
import { contradictionOf } from "./contradiction";
import type { Foreseen } from "./foresight";
import type { Drag, MarkDrag, MoveDrag, PartDrag } from "./gestures";
import { dateOf, pinOf, resultOf, wishOf, writtenTo } from "./wish";

export interface Verdict {
  /** What the drop does to the task itself. */
  readonly wish: string;
  /** What follows: tasks that move, the project's finish. */
  readonly effects: readonly string[];
  /** Why the wish cannot be had as it is. */
  readonly contradiction: string | null;
}

export interface Effect {
  readonly moved: number;
  /** Working minutes by which the project finishes later. */
  readonly finishBy: number;
}

/** Count what a preview moves beside the tasks themselves and summaries; `from` is what it moves. */
export function effectOf(
  store: ProjectStore,
  preview: ReadonlyMap<number, ScheduleRow>,
  self: ReadonlySet<number>,
  from: ReadonlyMap<number, ScheduleRow> = store.schedules(),
): Effect {
  let moved = 0;
  for (const row of preview.values()) {
    if (self.has(row.id) || store.outlineLine(row.id)?.hasChildren) continue;
    const old = from.get(row.id);
    if (!old || old.start !== row.start || old.finish !== row.finish) moved++;
  }
  let before = Number.NEGATIVE_INFINITY;
  let after = Number.NEGATIVE_INFINITY;
  for (const row of from.values()) {
    before = Math.max(before, row.finish);
    after = Math.max(after, preview.get(row.id)?.finish ?? row.finish);
  }
  const finishBy = before === after ? 0 : projectWork(store).between(before, after);
  return { moved, finishBy: Number.isFinite(finishBy) ? finishBy : 0 };
}

/** All that the tip says, of what is held now; `foreseen` is null where a drop would change nothing. */
export function verdictOf(
  drag: Drag,
  foreseen: Foreseen | null,
  reading: Reading,
  t: TFunction<"gantt">,
): Verdict {
  const wish = wishOf(drag, foreseen, reading, t);
  const dates = foreseen?.schedule;
  if (!dates) return { wish, effects: [], contradiction: null };
  const effects = ownEffects(drag, foreseen, reading, t);
  const effect = effectOf(reading.store, dates, heldBy(drag));
  if (effect.moved > 0) effects.push(t("drag.moves", { count: effect.moved }));
  if (effect.finishBy !== 0) {
    effects.push(t("drag.finish", { by: reading.span(effect.finishBy, true) }));
  } else if (drag.kind !== "progress" && effect.moved > 0) {
    effects.push(t("drag.finishStays"));
  }
  return { wish, effects, contradiction: contradictionOf(drag, foreseen, reading, t) };
}

/** What else becomes of the task that the drop is about. */
function ownEffects(
  drag: Drag,
  foreseen: Foreseen,
  reading: Reading,
  t: TFunction<"gantt">,
): string[] {
  const effects: string[] = [];
  if (drag.kind === "move" && drag.summary) return branchEffects(drag, foreseen, reading, t);
  if (drag.kind === "deadline" || drag.kind === "pin" || drag.kind === "part") {
    return markEffects(drag, foreseen, reading, t);
  }
  if (drag.kind === "link" && drag.target) {
    const before = reading.store.schedule(drag.target.id);
    const after = resultOf(foreseen, drag.target.id, reading);
    if (before && after && after.start !== before.start) {
      effects.push(t("drag.targetStarts", { date: reading.shortDate(after.start) }));
    }
  }
  if (drag.kind === "resize" && drag.end === "start") {
    // Where its start is held, what it grows by comes at its finish.
    const after = resultOf(foreseen, drag.id, reading);
    if (after && after.finish !== drag.before.finish) {
      effects.push(t("drag.itFinishes", { date: dateOf(after.finish, true, reading) }));
    }
    const pinned = reading.store.task(drag.id)?.constraint ?? "asap";
    const date = dateOf(after?.start ?? drag.start, false, reading);
    const pin = pinOf(writtenTo(foreseen, drag.id), drag.id, reading, t, date);
    if (pin && pinned !== "asap") effects.push(pin);
  }
  return effects;
}

/** How many tasks of a branch are pinned for it to move, and how many do not come along. */
function branchEffects(
  drag: MoveDrag,
  foreseen: Foreseen,
  reading: Reading,
  t: TFunction<"gantt">,
): string[] {
  const { store } = reading;
  const updated = foreseen.inputs.tasks?.updated ?? [];
  const pins = updated.filter(({ after }) => after.constraint_date != null).length;
  const left = leavesOf(store, drag.id).filter((id) => {
    const was = store.schedule(id);
    const counts = store.task(id)?.active && (was?.percent_complete ?? 0) < 100;
    return was && counts && resultOf(foreseen, id, reading)?.start === was.start;
  }).length;
  const effects: string[] = [];
  if (pins > 0) effects.push(t("drag.pins", { count: pins }));
  if (left > 0) effects.push(t("drag.left", { count: left }));
  return effects;
}

/** Where a task comes to lie by its deadline, its constraint or its parts. */
function markEffects(
  drag: MarkDrag | PartDrag,
  foreseen: Foreseen,
  reading: Reading,
  t: TFunction<"gantt">,
): string[] {
  const after = resultOf(foreseen, drag.id, reading);
  if (!after) return [];
  if (drag.kind === "deadline") {
    if (after.finish > drag.date) return [];
    const spare = projectWork(reading.store).between(after.finish, drag.date);
    return [t("drag.toSpare", { by: reading.span(spare) })];
  }
  if (drag.kind === "pin" && drag.end === "start") {
    return [t("drag.targetStarts", { date: dateOf(after.start, false, reading) })];
  }
  return [t("drag.itFinishes", { date: dateOf(after.finish, true, reading) })];
}

/** The tasks that the drop itself is about. */
function heldBy(drag: Drag): ReadonlySet<number> {
  if (drag.kind === "link") return new Set([drag.target?.id ?? 0]);
  if (drag.kind === "move" && !drag.summary)
    return new Set([drag.id, ...drag.others.map((other) => other.id)]);
  return new Set([drag.id]);
}
