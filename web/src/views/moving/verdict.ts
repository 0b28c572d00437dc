/** What a drag would bring about, in words, from its preview. */

import type { TFunction } from "i18next";
import { projectWork } from "~/model/calendars";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";
import type { Reading } from "~/views/grid/reading";
import { type Drag, linkType } from "./gestures";

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

/** All that the tooltip says. `preview` is null until the first answer is there. */
export function verdictOf(
  drag: Drag,
  preview: ReadonlyMap<number, ScheduleRow> | null,
  reading: Reading,
  t: TFunction<"gantt">,
): Verdict {
  const wish = wishOf(drag, reading, t);
  if (!preview) return { wish, effects: [], contradiction: null };
  const effect = effectOf(reading.store, preview, heldBy(drag));
  const effects: string[] = [];
  if (drag.kind === "link" && drag.target) {
    const before = reading.store.schedule(drag.target.id);
    const after = preview.get(drag.target.id);
    if (before && after && after.start !== before.start) {
      effects.push(t("drag.targetStarts", { date: reading.shortDate(after.start) }));
    }
  }
  if (effect.moved > 0) effects.push(t("drag.moves", { count: effect.moved }));
  if (effect.finishBy !== 0) {
    effects.push(t("drag.finish", { by: reading.span(effect.finishBy, true) }));
  } else if (drag.kind !== "progress" && effect.moved > 0) {
    effects.push(t("drag.finishStays"));
  }
  return { wish, effects, contradiction: contradictionOf(drag, preview, reading, t) };
}

/** The tasks that the drop itself is about. */
function heldBy(drag: Drag): ReadonlySet<number> {
  if (drag.kind === "link") return new Set([drag.target?.id ?? 0]);
  if (drag.kind === "move") return new Set([drag.id, ...drag.others.map((other) => other.id)]);
  return new Set([drag.id]);
}

function wishOf(drag: Drag, reading: Reading, t: TFunction<"gantt">): string {
  const { store } = reading;
  const task = store.task(drag.id);
  switch (drag.kind) {
    case "move": {
      const date = dateOf(drag.start, false, reading);
      if (drag.others.length) {
        return t("drag.several", { count: drag.others.length + 1, start: date });
      }
      if (task?.mode === "manual") return t("drag.starts", { date });
      if (task?.actual_start !== null) return t("drag.actual", { date });
      return t("drag.notBefore", { date });
    }
    case "resize": {
      const unit = task?.duration_unit ?? "d";
      const length =
        unit.startsWith("e") || !task
          ? reading.span(drag.duration)
          : reading.duration({ ...task, duration: drag.duration, estimated: false }, undefined);
      return t(drag.end === "start" ? "drag.lead" : "drag.length", {
        length,
        date: dateOf(drag.finish, true, reading),
        start: dateOf(drag.start, false, reading),
      });
    }
    case "progress":
      return t("drag.progress", { percent: drag.percent });
    case "link": {
      const from = task?.name ?? "";
      if (!drag.target) return t(`drag.linkFrom.${drag.end}`, { name: from });
      const to = store.task(drag.target.id)?.name ?? "";
      const type = linkType(drag.end, drag.target.end);
      return t(`drag.link.${type}`, { from, to });
    }
  }
}

function dateOf(moment: number, finish: boolean, reading: Reading): string {
  const time = ((moment % 1440) + 1440) % 1440;
  const quiet = finish ? reading.project.day_finish : reading.project.day_start;
  const date = reading.shortDate(moment, finish);
  if (time === quiet || time === 0) return date;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${date}, ${two(Math.floor(time / 60))}:${two(time % 60)}`;
}

function contradictionOf(
  drag: Drag,
  preview: ReadonlyMap<number, ScheduleRow>,
  reading: Reading,
  t: TFunction<"gantt">,
): string | null {
  if (drag.kind !== "move") return null;
  const { store } = reading;
  const result = preview.get(drag.id) ?? store.schedule(drag.id);
  if (!result || result.start <= drag.start) return null;
  const link = result.driver_id === null ? undefined : store.rows("links").get(result.driver_id);
  const date = reading.shortDate(result.start);
  if (!link || (result.driver !== "link" && result.driver !== "summary")) {
    return t("drag.later", { date });
  }
  const name = store.task(link.predecessor_id)?.name ?? t("drag.hidden");
  const before = preview.get(link.predecessor_id) ?? store.schedule(link.predecessor_id);
  const starts = link.type[0] === "S";
  const at = before ? reading.shortDate(starts ? before.start : before.finish, !starts) : "";
  return t(starts ? "drag.waitsStart" : "drag.waitsFinish", { name, at, date });
}
