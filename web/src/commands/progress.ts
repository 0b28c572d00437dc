/** Saying how far a task is; the four figures stay consistent as the server keeps them. */

import type { TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { type Draft, NotPossible } from "./draft";
import { type Ids, listed, refuse, run, type Step } from "./run";

type Progress = Partial<
  Pick<TaskRow, "percent_complete" | "actual_start" | "actual_finish" | "remaining_duration">
>;

export function progressStep(id: number, fields: Progress): Step {
  return {
    type: "task.progress",
    payload: { id, ...fields },
    write: (draft) => draft.update("tasks", id, consistent(draft, id, fields)),
  };
}

/** Set % complete: 0 to 100, or as it was typed (“50%”). */
export async function setProgress(
  session: ProjectSession,
  ids: Ids,
  percent: number | string,
): Promise<Outcome> {
  const value = typeof percent === "string" ? Number(percent.replace(/\s*%\s*$/, "")) : percent;
  if (!(value >= 0 && value <= 100) || `${percent}`.trim() === "") {
    return refuse(session, "% complete lies between 0 and 100.", "percent_complete");
  }
  const percent_complete = Math.round(value);
  return run(
    session,
    listed(ids).map((id) => progressStep(id, { percent_complete })),
  );
}

/** Set actual start, actual finish or remaining duration; null takes one back. */
export function setActuals(
  session: ProjectSession,
  id: number,
  actuals: Progress,
): Promise<Outcome> {
  return run(session, progressStep(id, actuals));
}

function consistent(draft: Draft, id: number, asked: Progress): Progress {
  const row = draft.task(id);
  if (draft.children(id).length) {
    throw new NotPossible("A summary's progress comes from its tasks.", "percent_complete");
  }
  const found: Progress = {};
  if (asked.percent_complete !== undefined) {
    found.percent_complete = asked.percent_complete;
    found.remaining_duration = null;
  }
  if (asked.remaining_duration !== undefined && asked.remaining_duration !== null) {
    found.remaining_duration = asked.remaining_duration;
    found.percent_complete = percentDone(row.duration, asked.remaining_duration);
  }
  if (asked.actual_start !== undefined) {
    found.actual_start = asked.actual_start;
    if (asked.actual_start === null) {
      Object.assign(found, { percent_complete: 0, remaining_duration: null, actual_finish: null });
    }
  }
  if (asked.actual_finish !== undefined) {
    found.actual_finish = asked.actual_finish;
    if (asked.actual_finish !== null) {
      Object.assign(found, { percent_complete: 100, remaining_duration: null });
    }
  }
  const result = draft.store.schedule(id);
  const after = { ...row, ...found };
  const percent = after.percent_complete;
  if (percent > 0 && after.actual_start === null) found.actual_start = result?.start ?? null;
  if (percent === 100 && after.actual_finish === null) found.actual_finish = result?.finish ?? null;
  if (percent < 100 && row.actual_finish !== null && found.actual_finish === undefined) {
    found.actual_finish = null;
  }
  if (percent === 0 && row.percent_complete > 0 && found.actual_start === undefined) {
    found.actual_start = null;
  }
  return found;
}

function percentDone(duration: number, remaining: number): number {
  if (remaining === 0) return 100;
  const whole = Math.max(duration, remaining);
  return Math.min(99, Math.round((100 * (whole - remaining)) / whole));
}
