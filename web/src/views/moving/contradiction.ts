/** Why a drag does not get the dates that it wants: what the drop leads to instead, in words. */

import type { TFunction } from "i18next";
import { projectWork } from "~/model/calendars";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { Reading } from "~/views/grid/reading";
import type { Foreseen } from "./foresight";
import {
  changes,
  type Drag,
  type LinkDrag,
  type MarkDrag,
  type MoveDrag,
  type ResizeDrag,
} from "./gestures";
import { dateOf, resultOf, writtenTo } from "./wish";

type Words = TFunction<"gantt">;

/** Null where the wish is had, or where that is not known yet. */
export function contradictionOf(
  drag: Drag,
  foreseen: Foreseen | null,
  reading: Reading,
  t: Words,
): string | null {
  const result = resultOf(foreseen, drag.id, reading);
  if (!foreseen?.schedule || !result) return null;
  switch (drag.kind) {
    case "move":
      if (drag.summary) return branchOf(drag, foreseen, reading, t);
      return startOf(drag, result, foreseen, reading, t) ?? othersOf(drag, foreseen, reading, t);
    case "resize":
      return drag.end === "start"
        ? startOf(drag, result, foreseen, reading, t)
        : finishOf(drag, result, foreseen, reading, t);
    case "link":
      return linkOf(drag, result, foreseen, reading, t);
    case "deadline":
      return missedOf(drag, result, reading, t);
    case "pin":
      return pinnedOf(drag, result, foreseen, reading, t);
    case "progress":
    case "part":
      return null;
  }
}

/** What holds the start where the hand does not want it. */
function startOf(
  drag: Pick<MoveDrag | ResizeDrag, "start">,
  result: ScheduleRow,
  foreseen: Foreseen,
  reading: Reading,
  t: Words,
): string | null {
  if (result.start === drag.start) return null;
  const { store } = reading;
  const link = result.driver_id === null ? undefined : store.rows("links").get(result.driver_id);
  const date = dateOf(result.start, false, reading);
  const linked = result.driver === "link" || result.driver === "summary";
  if (!link || !linked || result.start < drag.start) return t("drag.later", { date });
  const name = store.task(link.predecessor_id)?.name ?? t("drag.hidden");
  const before = resultOf(foreseen, link.predecessor_id, reading);
  const starts = link.type[0] === "S";
  const at = before ? reading.shortDate(starts ? before.start : before.finish, !starts) : "";
  return t(starts ? "drag.waitsStart" : "drag.waitsFinish", { name, at, date });
}

/** Of several, how many do not come where they are dragged. */
function othersOf(drag: MoveDrag, foreseen: Foreseen, reading: Reading, t: Words): string | null {
  const count = drag.others.filter(
    (other) =>
      !other.summary &&
      changes(other) &&
      resultOf(foreseen, other.id, reading)?.start !== other.start,
  ).length;
  return count > 0 ? t("drag.othersElsewhere", { count }) : null;
}

/** Of a branch, what the first task waits for that does not come along. */
function branchOf(drag: MoveDrag, foreseen: Foreseen, reading: Reading, t: Words): string | null {
  for (const other of drag.others) {
    const result = resultOf(foreseen, other.id, reading);
    if (other.summary || !changes(other) || !result) continue;
    const why = startOf(other, result, foreseen, reading, t);
    const name = reading.store.task(other.id)?.name ?? t("drag.hidden");
    if (why !== null) return t("drag.branchHeld", { name, why });
  }
  return null;
}

/** By how much a deadline is missed. */
function missedOf(drag: MarkDrag, result: ScheduleRow, reading: Reading, t: Words): string | null {
  if (result.finish <= drag.date) return null;
  const by = reading.span(projectWork(reading.store).between(drag.date, result.finish));
  return t("drag.missed", { by, date: dateOf(result.finish, true, reading) });
}

/** Where a constraint leaves its task, if not where it says. */
function pinnedOf(
  drag: MarkDrag,
  result: ScheduleRow,
  foreseen: Foreseen,
  reading: Reading,
  t: Words,
): string | null {
  const constraint = reading.store.task(drag.id)?.constraint;
  const late = result[drag.end] > drag.date;
  if (constraint === "fnet" || (!late && constraint !== "mso" && constraint !== "mfo")) return null;
  if (drag.end === "start") return startOf({ start: drag.date }, result, foreseen, reading, t);
  if (result.finish === drag.date) return null;
  return t("drag.finishes", { date: dateOf(result.finish, true, reading) });
}

/** A finish that is held stays: what is longer then begins earlier. */
function finishOf(
  drag: ResizeDrag,
  result: ScheduleRow,
  foreseen: Foreseen,
  reading: Reading,
  t: Words,
): string | null {
  if (result.start !== drag.before.start) {
    return t("drag.startsInstead", { date: dateOf(result.start, false, reading) });
  }
  const actual = writtenTo(foreseen, drag.id).actual_finish ?? null;
  if (result.finish === (actual ?? drag.finish)) return null;
  return t("drag.finishes", { date: dateOf(result.finish, true, reading) });
}

/** A task with dates of its own stays where it is, whatever is linked to it. */
function linkOf(
  drag: LinkDrag,
  from: ScheduleRow,
  foreseen: Foreseen,
  reading: Reading,
  t: Words,
): string | null {
  const to = drag.target ? resultOf(foreseen, drag.target.id, reading) : undefined;
  if (!drag.target || !to) return null;
  const [earliest, at] = [from[drag.end], to[drag.target.end]];
  if (at >= earliest || projectWork(reading.store).between(at, earliest) <= 0) return null;
  const name = reading.store.task(drag.target.id)?.name ?? t("drag.hidden");
  return t("drag.stays", { name, date: dateOf(to.start, false, reading) });
}
