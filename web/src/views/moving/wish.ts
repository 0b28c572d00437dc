/** What a drop does to the held task itself, in words: from what its command writes and the dates that follow. */

import type { TFunction } from "i18next";
import { projectWork } from "~/model/calendars";
import type { ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import type { Reading } from "~/views/grid/reading";
import type { Foreseen } from "./foresight";
import {
  changes,
  type Drag,
  linkType,
  type MarkDrag,
  type MoveDrag,
  type ResizeDrag,
} from "./gestures";

type Words = TFunction<"gantt">;

/** Where a drop leaves a task; undefined until that is known. */
export function resultOf(
  foreseen: Foreseen | null,
  id: number,
  reading: Reading,
): ScheduleRow | undefined {
  if (!foreseen?.schedule) return undefined;
  return foreseen.schedule.get(id) ?? reading.store.schedule(id);
}

export function wishOf(drag: Drag, foreseen: Foreseen | null, reading: Reading, t: Words): string {
  const task = reading.store.task(drag.id);
  switch (drag.kind) {
    case "move": {
      if (drag.summary) return branchMoved(drag, foreseen, reading, t);
      const wish = moved(drag, foreseen, reading, t);
      const count = [drag, ...drag.others].filter((one) => !one.summary && changes(one)).length;
      return count > 1 ? t("drag.several", { count, wish }) : wish;
    }
    case "resize":
      return resized(drag, foreseen, reading, t);
    case "progress":
      return t("drag.progress", { percent: drag.percent });
    case "link": {
      const from = task?.name ?? "";
      if (!drag.target) return t(`drag.linkFrom.${drag.end}`, { name: from });
      const to = reading.store.task(drag.target.id)?.name ?? "";
      const type = linkType(drag.end, drag.target.end);
      return t(`drag.link.${type}`, { from, to });
    }
    case "deadline":
    case "pin":
      return marked(drag, reading, t);
    case "part": {
      const date = dateOf(drag.start, false, reading);
      return t(drag.joined ? "drag.joined" : "drag.part", { number: drag.part + 1, date });
    }
  }
}

/** How far a branch goes, and when it then starts. */
function branchMoved(
  drag: MoveDrag,
  foreseen: Foreseen | null,
  reading: Reading,
  t: Words,
): string {
  const byHand = reading.store.task(drag.id)?.mode === "manual";
  if (!byHand && drag.others.every((one) => one.summary)) return t("drag.branchStays");
  const by = projectWork(reading.store).between(drag.before.start, drag.start);
  const start = resultOf(foreseen, drag.id, reading)?.start ?? drag.start;
  const date = dateOf(start, false, reading);
  return t("drag.branch", { by: reading.span(by, true), date });
}

function marked(drag: MarkDrag, reading: Reading, t: Words): string {
  if (drag.kind === "deadline") {
    return t("drag.deadline", { date: dateOf(drag.date, true, reading) });
  }
  const task = reading.store.task(drag.id);
  return task ? reading.constraint({ ...task, constraint_date: drag.date }) : "";
}

function moved(drag: MoveDrag, foreseen: Foreseen | null, reading: Reading, t: Words): string {
  const after = writtenTo(foreseen, drag.id);
  if (after.actual_start != null) {
    return t("drag.actual", { date: dateOf(after.actual_start, false, reading) });
  }
  const start = resultOf(foreseen, drag.id, reading)?.start ?? drag.start;
  const date = dateOf(start, false, reading);
  return pinOf(after, drag.id, reading, t, date) ?? t("drag.starts", { date });
}

/** What becomes of its constraint; null where that stays. */
export function pinOf(
  after: Partial<TaskRow>,
  id: number,
  reading: Reading,
  t: Words,
  starts: string,
): string | null {
  const task = reading.store.task(id);
  if (!task || (after.constraint === undefined && after.constraint_date === undefined)) return null;
  const now = { ...task, ...after };
  if (now.constraint !== "snet" || now.constraint_date === null) {
    return t("drag.unpinned", { date: starts });
  }
  const wish = t("drag.notBefore", { date: dateOf(now.constraint_date, false, reading) });
  if (["asap", "snet", "fnet"].includes(task.constraint)) return wish;
  return t("drag.instead", { wish, constraint: reading.text("constraint", id) });
}

function resized(drag: ResizeDrag, foreseen: Foreseen | null, reading: Reading, t: Words): string {
  const task = reading.store.task(drag.id);
  const after = writtenTo(foreseen, drag.id);
  if (after.actual_finish != null) {
    return t("drag.actualFinish", { date: dateOf(after.actual_finish, true, reading) });
  }
  const result = resultOf(foreseen, drag.id, reading);
  const duration = after.duration ?? (result && task ? task.duration : drag.duration);
  const length = task
    ? reading.duration({ ...task, duration, estimated: false }, undefined)
    : reading.span(duration);
  return t(drag.end === "start" ? "drag.lead" : "drag.length", {
    length,
    date: dateOf(result?.finish ?? drag.finish, true, reading),
    start: dateOf(result?.start ?? drag.start, false, reading),
  });
}

/** The fields of a task that the drop writes. */
export function writtenTo(foreseen: Foreseen | null, id: number): Partial<TaskRow> {
  return foreseen?.inputs.tasks?.updated.find((row) => row.id === id)?.after ?? {};
}

/** A date, with its time where that is not when the project's days begin or end. */
export function dateOf(moment: number, finish: boolean, reading: Reading): string {
  const time = ((moment % 1440) + 1440) % 1440;
  const quiet = finish ? reading.project.day_finish : reading.project.day_start;
  const date = reading.shortDate(moment, finish);
  if (time === quiet || time === 0) return date;
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${date}, ${two(Math.floor(time / 60))}:${two(time % 60)}`;
}
