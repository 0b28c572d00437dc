/** Setting dates: intents whose meaning depends on the task. The answer's notes say which it was. */

import { durationBetween } from "~/model/calendars";
import type { ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession } from "~/store/types";
import { say } from "~/text/say";
import { type Draft, NotPossible } from "./draft";
import { readDate } from "./reading";
import { type Ids, listed, refuse, run, type Step } from "./run";
import { updateTasks } from "./tasks";

interface Dates {
  readonly start?: number;
  readonly finish?: number;
  readonly duration?: number;
  readonly resize?: boolean;
}

/** What shows at once besides what is certain: the results of a drag's last preview. */
export interface Shown {
  readonly results?: readonly ScheduleRow[];
}

export function rescheduleStep(id: number, dates: Dates): Step {
  return {
    type: "task.reschedule",
    payload: { id, ...dates },
    write: (draft) => draft.update("tasks", id, meaning(draft, id, dates)),
  };
}

/** Set start, finish or both: a constraint, a manual date or an actual, as the task is. */
export function setDates(
  session: ProjectSession,
  id: number,
  dates: { start?: number; finish?: number },
  shown: Shown = {},
): Promise<Outcome> {
  return run(session, rescheduleStep(id, dates), shown);
}

/** Set the start, typed or known; an empty text takes the pin away. */
export function setStart(
  session: ProjectSession,
  id: number,
  value: string | number,
): Promise<Outcome> {
  return setTyped(session, id, "start", value);
}

/** Set the finish, typed or known; an empty text takes the pin away. */
export function setFinish(
  session: ProjectSession,
  id: number,
  value: string | number,
): Promise<Outcome> {
  return setTyped(session, id, "finish", value);
}

async function setTyped(
  session: ProjectSession,
  id: number,
  end: "start" | "finish",
  value: string | number,
): Promise<Outcome> {
  if (typeof value === "number") return setDates(session, id, { [end]: value });
  if (value.trim() === "") return unpin(session, id);
  const base = session.store.schedule(id)?.[end] ?? null;
  const moment = readDate(session.store, value, end, base);
  if (moment === null) {
    return refuse(session, say("dates.unread", { text: value }), end);
  }
  return setDates(session, id, { [end]: moment });
}

/** Drag a bar to another start. */
export function moveBar(
  session: ProjectSession,
  id: number,
  start: number,
  shown: Shown = {},
): Promise<Outcome> {
  return setDates(session, id, { start }, shown);
}

/** Drag several bars, each to its start, as one change. */
export function moveBars(
  session: ProjectSession,
  starts: ReadonlyMap<number, number>,
  shown: Shown = {},
): Promise<Outcome> {
  const steps = [...starts].map(([id, start]) => rescheduleStep(id, { start }));
  return run(session, steps, shown);
}

/** The command of a resize by the right end, for previews while dragging; null for no task. */
export function resizeStep(session: ProjectSession, id: number, finish: number): Step | null {
  const task = session.store.task(id);
  const from = startOf(session, id);
  if (!task || from === null) return null;
  const duration = durationBetween(session.store, task, from, finish);
  return rescheduleStep(id, { finish, duration, resize: true });
}

/** Drag the right end of a bar: the duration changes, the start stays. */
export async function resizeBar(
  session: ProjectSession,
  id: number,
  finish: number,
  shown: Shown = {},
): Promise<Outcome> {
  const step = resizeStep(session, id, finish);
  return step ? run(session, step, shown) : refuse(session, say("gone.task"));
}

/** Drag the left end of a bar: start and duration change, the finish stays. */
export async function resizeBarStart(
  session: ProjectSession,
  id: number,
  start: number,
  shown: Shown = {},
): Promise<Outcome> {
  const task = session.store.task(id);
  const finish = session.store.schedule(id)?.finish;
  if (!task || finish === undefined) return refuse(session, say("gone.task"));
  const duration = durationBetween(session.store, task, start, finish);
  const dates = task.mode === "manual" ? { start, finish, duration } : { start, duration };
  return run(session, rescheduleStep(id, dates), shown);
}

/** Hold tasks where they are: not before the start that they have now. */
export function pin(session: ProjectSession, ids: Ids): Promise<Outcome> {
  const steps = listed(ids).flatMap((id) => {
    const start = startOf(session, id);
    return start === null ? [] : [rescheduleStep(id, { start })];
  });
  return run(session, steps);
}

/** Let tasks go where their links and calendars put them. */
export function unpin(session: ProjectSession, ids: Ids): Promise<Outcome> {
  const late = session.store.project.schedule_from === "finish";
  return updateTasks(session, ids, { constraint: late ? "alap" : "asap", constraint_date: null });
}

function startOf(session: ProjectSession, id: number): number | null {
  return session.store.schedule(id)?.start ?? session.store.task(id)?.manual_start ?? null;
}

/** What the server will write for these dates, as far as it is certain here. */
function meaning(draft: Draft, id: number, dates: Dates): Partial<TaskRow> {
  const row = draft.task(id);
  const { start, finish } = dates;
  if (draft.children(id).length) {
    const text = say("dates.ofSummary");
    throw new NotPossible(text, "start");
  }
  if (start !== undefined && finish !== undefined && finish < start) {
    throw new NotPossible(say("dates.reversed"), "finish");
  }
  if (row.mode === "manual") return manual(row, dates);
  if (row.actual_start !== null) return started(row, dates);
  return automatic(draft.store.schedule(id), row, dates);
}

function manual(row: TaskRow, dates: Dates): Partial<TaskRow> {
  const { start, finish, duration } = dates;
  const begin = start ?? row.actual_start ?? row.manual_start;
  const before = finish !== undefined && begin !== null && finish < begin;
  const values = {
    manual_start: before ? null : begin,
    manual_finish: finish ?? null,
    // Once it has begun, when it did counts: its own dates alone would move nothing.
    ...(row.actual_start === null ? {} : actuals(row, dates)),
  };
  if (duration === undefined || before) return values;
  return { ...values, ...(finish === undefined ? { duration } : length(duration)) };
}

function started(row: TaskRow, dates: Dates): Partial<TaskRow> {
  const { finish, duration } = dates;
  const values = actuals(row, dates);
  if (finish === undefined || row.actual_finish !== null || duration === undefined) return values;
  return { ...values, ...length(duration) };
}

/** When a started task began and, where it is done, finished. */
function actuals(row: TaskRow, { start, finish }: Dates): Partial<TaskRow> {
  const begun = start ?? row.actual_start;
  const done = row.actual_finish === null ? null : (finish ?? row.actual_finish);
  const last = done ?? finish ?? null;
  if (begun !== null && last !== null && last < begun) {
    throw new NotPossible(say("dates.tooEarly"), "finish");
  }
  return {
    ...(start === undefined ? {} : { actual_start: start }),
    ...(finish === undefined || done === null ? {} : { actual_finish: finish }),
  };
}

function automatic(
  result: ScheduleRow | undefined,
  row: TaskRow,
  { start, finish, duration, resize }: Dates,
): Partial<TaskRow> {
  const sized: Partial<TaskRow> = duration === undefined ? {} : length(duration);
  if (start === undefined && (resize || duration !== undefined)) return sized;
  const date = start ?? finish;
  const now = start === undefined ? result?.finish : result?.start;
  // Whether a pin is needed depends on where links alone would put the task. That is where it
  // stands, unless it is pinned already; then it is certain only for a later date.
  const pinned = row.constraint === "snet" || row.constraint === "fnet";
  if (now === undefined || date === undefined) return sized;
  if (date <= now && (pinned || row.constraint === "asap")) return sized;
  return { ...sized, constraint: start === undefined ? "fnet" : "snet", constraint_date: date };
}

function length(duration: number): Partial<TaskRow> {
  return { duration, estimated: false, remaining_duration: null };
}
