/** Saying how far a task is; the four figures stay consistent as the server keeps them. */

import { roundHalfEven } from "~/model/durations";
import { doneOf } from "~/model/effort";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { say } from "~/text/say";
import { type Draft, NotPossible } from "./draft";
import { type Ids, listed, refuse, run, type Step } from "./run";

type Figures = Kept & Pick<Partial<TaskRow>, "duration" | "progress_source">;
type Kept = Partial<
  Pick<TaskRow, "percent_complete" | "actual_start" | "actual_finish" | "remaining_duration">
>;
type Progress = Kept & { readonly actual_duration?: number };

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
    return refuse(session, say("progress.range"), "percent_complete");
  }
  const percent_complete = Math.round(value);
  return run(
    session,
    listed(ids).map((id) => progressStep(id, { percent_complete })),
  );
}

/** Set actual start, actual finish, actual or remaining duration; null takes one back. */
export function setActuals(
  session: ProjectSession,
  id: number,
  actuals: Progress,
): Promise<Outcome> {
  return run(session, progressStep(id, actuals));
}

function consistent(draft: Draft, id: number, asked: Progress): Figures {
  const row = draft.task(id);
  if (draft.children(id).length) {
    throw new NotPossible(say("progress.ofSummary"), "percent_complete");
  }
  const found: Figures = {};
  if (asked.percent_complete !== undefined) {
    Object.assign(found, {
      percent_complete: asked.percent_complete,
      remaining_duration: null,
    });
  }
  if (asked.actual_start !== undefined) {
    found.actual_start = asked.actual_start;
    if (asked.actual_start === null) {
      Object.assign(found, { percent_complete: 0, remaining_duration: null, actual_finish: null });
    }
  }
  if (asked.actual_duration !== undefined) {
    const left = asked.remaining_duration ?? null;
    Object.assign(found, withDone(row.duration, asked.actual_duration, left));
  } else if (asked.remaining_duration !== undefined) {
    const percent = found.percent_complete;
    const done =
      percent === undefined ? doneOf(row) : roundHalfEven((row.duration * percent) / 100);
    Object.assign(found, withRemaining(row.duration, done, asked.remaining_duration));
  }
  if (asked.actual_finish !== undefined) {
    found.actual_finish = asked.actual_finish;
    if (asked.actual_finish !== null) {
      Object.assign(found, { percent_complete: 100, remaining_duration: null });
    }
  }
  // Who types a figure of a task that its board or checklist spoke for, speaks for it from now on.
  const spoken = row.progress_source === "board" || row.progress_source === "checklist";
  const source = spoken ? { progress_source: "typed" as const } : {};
  return { ...found, ...following(draft, { ...row, ...found }, row, asked), ...source };
}

/** What remains besides what is done, together the task's length. */
function withRemaining(duration: number, done: number, left: number | null): Figures {
  if (left === null) return { remaining_duration: null };
  if (left < 0) throw new NotPossible(say("progress.left"), "remaining_duration");
  if (left === 0) {
    return { percent_complete: 100, remaining_duration: null, duration: done || duration };
  }
  return shares(done, left);
}

/** What is done; without what remains the whole length stays as it is. */
function withDone(duration: number, done: number, left: number | null): Figures {
  if (done < 0) throw new NotPossible(say("progress.done"), "actual_duration");
  const rest = left ?? Math.max(0, duration - done);
  if (rest <= 0) return { percent_complete: 100, remaining_duration: null, duration: done };
  return shares(done, rest);
}

function shares(done: number, left: number): Figures {
  const share = Math.min(99, roundHalfEven((100 * done) / (done + left)));
  return {
    percent_complete: done > 0 ? Math.max(1, share) : share,
    remaining_duration: left,
    duration: done + left,
  };
}

/** The actual dates that follow from % complete: as planned, where nobody said otherwise. */
function following(draft: Draft, after: TaskRow, row: TaskRow, asked: Progress): Figures {
  const planned = draft.store.schedule(row.id);
  const percent = after.percent_complete;
  const found: Figures = {};
  if (percent > 0 && after.actual_start === null && planned) {
    found.actual_start = Math.min(planned.start, after.actual_finish ?? planned.start);
  }
  if (percent === 100 && after.actual_finish === null && planned) {
    const start = found.actual_start ?? after.actual_start ?? planned.start;
    const began = asked.actual_start !== undefined ? start : planned.finish;
    found.actual_finish = Math.max(began, planned.finish);
  }
  if (percent < 100 && row.actual_finish !== null && asked.actual_finish === undefined) {
    found.actual_finish = null;
  }
  if (percent === 0 && row.percent_complete > 0 && asked.actual_start === undefined) {
    found.actual_start = null;
  }
  return found;
}
