/** Changing a task's own fields. */

import type { Duration } from "~/model/durations";
import type { Split } from "~/model/splits";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { say } from "~/text/say";
import { type Draft, NotPossible } from "./draft";
import { progressStep } from "./progress";
import { readDate, readDuration } from "./reading";
import { type Ids, listed, refuse, run, type Step } from "./run";

/** The fields of a task that one may set as they are. */
export type TaskField = Exclude<keyof TaskRow, "id" | "parent_id" | "rank" | "number">;

const PROGRESS = new Set<TaskField>([
  "percent_complete",
  "actual_start",
  "actual_finish",
  "remaining_duration",
]);

export function updateStep(id: number, fields: Partial<TaskRow>): Step {
  return {
    type: "task.update",
    payload: { id, fields },
    write: (draft) => draft.update("tasks", id, { ...fields, ...consequences(draft, id, fields) }),
  };
}

/** Set fields of tasks as they are. */
export function updateTasks(
  session: ProjectSession,
  ids: Ids,
  fields: Partial<TaskRow>,
): Promise<Outcome> {
  return run(
    session,
    listed(ids).map((id) => updateStep(id, fields)),
  );
}

/** Set one field of tasks. */
export function setField<F extends TaskField>(
  session: ProjectSession,
  ids: Ids,
  field: F,
  value: TaskRow[F],
): Promise<Outcome> {
  const step = PROGRESS.has(field) ? progressStep : updateStep;
  return run(
    session,
    listed(ids).map((id) => step(id, { [field]: value })),
  );
}

export function renameTask(session: ProjectSession, id: number, name: string): Promise<Outcome> {
  return run(session, updateStep(id, { name: name.trim() }));
}

/** Set a duration, typed (“3d”, “5d?”, “2ew”) or known. Zero makes a milestone. */
export async function setDuration(
  session: ProjectSession,
  ids: Ids,
  value: string | Duration,
): Promise<Outcome> {
  const found = typeof value === "string" ? readDuration(session.store, value) : value;
  if (!found) {
    return refuse(session, say("duration.unread", { text: String(value) }), "duration");
  }
  const steps = listed(ids).map((id) => {
    const milestone = session.store.task(id)?.milestone ?? false;
    const fields: Partial<TaskRow> = {
      duration: found.minutes,
      duration_unit: found.unit,
      estimated: found.estimated,
    };
    if (found.minutes === 0 && !milestone) fields.milestone = true;
    if (found.minutes > 0 && milestone) fields.milestone = false;
    return updateStep(id, fields);
  });
  return run(session, steps);
}

/** Let a task rest: minutes done before, and working minutes of rest; [] for no rest. */
export function setSplits(
  session: ProjectSession,
  id: number,
  splits: readonly Split[],
): Promise<Outcome> {
  return run(session, updateStep(id, { splits: splits.length ? splits : null }));
}

/** Schedule tasks by hand, with the dates they have, or by the engine again. */
export function setManual(session: ProjectSession, ids: Ids, manual: boolean): Promise<Outcome> {
  return setField(session, ids, "mode", manual ? "manual" : "auto");
}

export function setMilestone(session: ProjectSession, ids: Ids, on: boolean): Promise<Outcome> {
  return setField(session, ids, "milestone", on);
}

/** Inactive tasks stay in the plan but move nothing. */
export function setActive(session: ProjectSession, ids: Ids, active: boolean): Promise<Outcome> {
  return setField(session, ids, "active", active);
}

export function setNotes(session: ProjectSession, id: number, notes: string): Promise<Outcome> {
  return setField(session, id, "notes", notes);
}

/** Set a constraint; `asap` and `alap` need no date. */
export function setConstraint(
  session: ProjectSession,
  ids: Ids,
  constraint: TaskRow["constraint"],
  date: number | null = null,
): Promise<Outcome> {
  return updateTasks(session, ids, { constraint, constraint_date: date });
}

/** Set the wanted finish: a moment, a typed date, or null for none. */
export async function setDeadline(
  session: ProjectSession,
  ids: Ids,
  value: string | number | null,
): Promise<Outcome> {
  if (typeof value !== "string") return setField(session, ids, "deadline", value);
  if (value.trim() === "") return setField(session, ids, "deadline", null);
  const [first] = listed(ids);
  const base = first === undefined ? null : (session.store.task(first)?.deadline ?? null);
  const moment = readDate(session.store, value, "finish", base);
  if (moment === null) {
    return refuse(session, say("dates.unread", { text: value }), "deadline");
  }
  return setField(session, ids, "deadline", moment);
}

/** What the server adds to plain fields. */
function consequences(draft: Draft, id: number, fields: Partial<TaskRow>): Partial<TaskRow> {
  const row = draft.task(id);
  checkLength(draft, row, fields);
  const found: Partial<TaskRow> = {};
  if (fields.milestone && !row.milestone && fields.duration === undefined) found.duration = 0;
  if (fields.milestone === false && row.milestone && row.duration === 0) {
    if (fields.duration === undefined) found.duration = draft.store.project.minutes_per_day;
    if (fields.estimated === undefined) found.estimated = fields.duration === undefined;
  }
  const sized = fields.duration !== undefined || found.duration !== undefined;
  if (sized && fields.estimated === undefined && found.estimated === undefined) {
    found.estimated = false;
  }
  if (sized && row.remaining_duration !== null) found.remaining_duration = null;
  const dates = datesByMode(draft, row, fields);
  if (fields.constraint === "asap" || fields.constraint === "alap") found.constraint_date = null;
  const after = { ...row, ...fields, ...found };
  const dated = after.constraint !== "asap" && after.constraint !== "alap";
  if (dated && after.constraint_date === null) {
    throw new NotPossible(say("dates.constraint"), "fields.constraint_date");
  }
  return { ...dates, ...found };
}

/** A task that becomes manual keeps the dates it has; one that is scheduled again loses its own. */
function datesByMode(draft: Draft, row: TaskRow, fields: Partial<TaskRow>): Partial<TaskRow> {
  if (fields.mode === undefined || fields.mode === row.mode) return {};
  const result = fields.mode === "manual" ? draft.store.schedule(row.id) : undefined;
  if (fields.mode === "manual" && !result) return {};
  return {
    manual_start: fields.manual_start ?? result?.start ?? null,
    manual_finish: fields.manual_finish ?? result?.finish ?? null,
  };
}

function checkLength(draft: Draft, row: TaskRow, fields: Partial<TaskRow>): void {
  const auto = (fields.mode ?? row.mode) === "auto";
  if (fields.duration !== undefined && auto && draft.children(row.id).length > 0) {
    throw new NotPossible(say("duration.ofSummary"), "fields.duration");
  }
}
