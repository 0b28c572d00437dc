/** Quick add and pasted outlines. */

import { projectWork } from "~/model/calendars";
import { DAY, dayOf, minuteOfDay } from "~/model/moments";
import { type Pasted, type PastedTask, parsePaste } from "~/model/paste";
import type { Incoming } from "~/model/predecessors";
import { parseQuickAdd, type QuickTask } from "~/model/quickadd";
import type { Rule } from "~/model/recurrence";
import { typeNamed } from "~/model/types";
import type { TaskRow } from "~/protocol/tables.generated";
import type { Outcome, ProjectSession, ProjectStore } from "~/store/types";
import { say } from "~/text/say";
import { assignInDraft } from "./assignments";
import { newLink } from "./defaults";
import { type Draft, temporaryId } from "./draft";
import { insertTask } from "./outline";
import { moveInDraft, type Place, placeOf, placePayload, ranksFor, type Where } from "./places";
import { planNow, quickContext } from "./reading";
import { recurTask } from "./recurring";
import { refuse, run, type Step } from "./run";

/** A link to a row of the same insertion or to a task that is there. */
type InsertedLink = Omit<Incoming, "predecessor_id"> & { row?: number; id?: number };
type InsertedTask = Omit<PastedTask, "predecessors"> & {
  id?: number;
  predecessors?: InsertedLink[];
};

/** The most tasks that one insertion can hold. */
const MOST = 10_000;

/** What a line of quick add means, to show it while it is typed. */
export function readQuickAdd(store: ProjectStore, text: string): QuickTask {
  return parseQuickAdd(text, quickContext(store));
}

/** What was typed of a new task that a filter may say as well. */
export interface Adding {
  readonly people: boolean;
  /** Of its type, the key. */
  readonly type: number | null;
}

/** Further steps of the change that adds a task. */
export type Also = (id: number, typed: Adding) => readonly Step[];

/** Add the task of a line such as “Migrate DB 3d @Ana after 2”; what recurs takes no further steps. */
export async function quickAdd(
  session: ProjectSession,
  text: string,
  where: Where,
  id?: number,
  also: Also = () => [],
): Promise<Outcome> {
  if (text.trim() === "") return refuse(session, say("add.empty"), "name");
  const quick = readQuickAdd(session.store, text);
  if (quick.recurs) return recurs(session, quick, quick.recurs, where);
  const task = taskOf(quick, session.store);
  if (id !== undefined) task.id = id;
  const keyed = withKeys(session, [task]);
  const key = keyed[0]?.id;
  const more = key === undefined ? [] : also(key, typedOf(task));
  return run(session, [...insertSteps(session, keyed, where), ...more]);
}

function typedOf(task: InsertedTask): Adding {
  const fields = task.fields as Partial<TaskRow> | undefined;
  return { people: (task.assignees?.length ?? 0) > 0, type: fields?.type_id ?? null };
}

/**
 * Adds the task of a line of quick add, with further fields, to be part of a change. Null where it
 * recurs or nothing was written: that is no single task.
 */
export function quickStep(
  session: ProjectSession,
  text: string,
  where: Exclude<Where, { above: number }>,
  id: number,
  fields: Partial<TaskRow>,
  also: Also = () => [],
): readonly Step[] | null {
  const quick = text.trim() === "" ? null : readQuickAdd(session.store, text);
  if (quick === null || quick.recurs) return null;
  const task = taskOf(quick, session.store);
  const more = { ...(task.fields as Partial<TaskRow> | undefined), ...fields };
  const added = insertStep(
    withKeys(session, [{ ...task, id, fields: more }]),
    placeOf(session.store, where),
  );
  return [added, ...also(id, typedOf(task))];
}

function taskOf(quick: QuickTask, store: ProjectStore): InsertedTask {
  // “Bug: the lamp is dark” is a bug, where there is such a type of tasks.
  const said = /^([^:]{1,60}):\s*(\S.*)$/.exec(quick.name);
  const type = said ? typeNamed(store, said[1] ?? "") : undefined;
  const task: InsertedTask = { name: type ? (said?.[2] ?? "") : quick.name, level: 0 };
  if (quick.duration) {
    task.duration = quick.duration.minutes;
    task.duration_unit = quick.duration.unit;
    task.estimated = quick.duration.estimated;
  }
  if (quick.milestone) task.milestone = true;
  if (quick.start !== null) task.start = quick.start;
  if (quick.assignees.length) task.assignees = [...quick.assignees];
  const fields: Partial<TaskRow> = {};
  if (quick.deadline !== null) fields.deadline = quick.deadline;
  if (type) fields.type_id = type.id;
  if (Object.keys(fields).length) task.fields = fields;
  if (quick.predecessors.length) {
    task.predecessors = quick.predecessors.map(({ predecessor_id, ...relation }) => ({
      ...relation,
      id: predecessor_id,
    }));
  }
  return task;
}

/** Occurrences that a recurring task has where nobody says how many or until when. */
const TIMES = 10;
const HOUR = 60;

async function recurs(
  session: ProjectSession,
  quick: QuickTask,
  said: NonNullable<QuickTask["recurs"]>,
  where: Where,
): Promise<Outcome> {
  if (quick.predecessors.length) {
    return refuse(session, say("add.recurs"), "predecessors");
  }
  const { store } = session;
  const { start: begins, day_start } = store.project;
  const today = dayOf(planNow(store)) * DAY + day_start;
  const { count, clock, ...every } = said;
  const first = projectWork(store).next(Math.max(begins, today));
  const start = quick.start ?? (clock === undefined ? first : first - minuteOfDay(first) + clock);
  const rule: Rule = {
    ...every,
    start,
    duration: quick.milestone ? 0 : (quick.duration?.minutes ?? HOUR),
    ...(quick.deadline === null ? { count: count ?? TIMES } : { until: quick.deadline }),
    ...(count === undefined ? {} : { count }),
  };
  const { afterId, parentId } = placeOf(store, where);
  return recurTask(session, rule, {
    name: quick.name,
    people: quick.assignees.map((name) => ({ name })),
    ...(afterId === undefined ? { parentId } : { afterId }),
  });
}

/** What a pasted text means, to show it before it is taken. */
export function readPaste(store: ProjectStore, text: string): Pasted {
  const work = projectWork(store);
  return parsePaste(text, {
    ...quickContext(store),
    workBetween: (start, finish) => work.between(start, finish),
  });
}

/** Add what was pasted as an outline. Notes of the outcome say what could not be taken. */
export async function pasteOutline(
  session: ProjectSession,
  text: string,
  where: Where,
): Promise<Outcome> {
  const { tasks, warnings } = readPaste(session.store, text);
  if (tasks.length === 0) return refuse(session, say("paste.empty"), "tasks");
  const outcome = await insertTasks(session, tasks, where);
  if (!outcome.ok) return outcome;
  const notes = warnings.map((words) => ({ code: "paste", table: "tasks", id: 0, text: words }));
  return { ...outcome, notes: [...outcome.notes, ...notes] };
}

/** Add an outline of tasks as one change. */
export async function insertTasks(
  session: ProjectSession,
  tasks: readonly InsertedTask[],
  where: Where,
): Promise<Outcome> {
  if (tasks.length > MOST) {
    return refuse(session, say("paste.most", { count: MOST }), "tasks");
  }
  return run(session, insertSteps(session, withKeys(session, tasks), where));
}

function insertSteps(
  session: ProjectSession,
  keyed: readonly InsertedTask[],
  where: Where,
): readonly Step[] {
  const place = placeOf(session.store, where);
  if (place.beforeId === undefined) return [insertStep(keyed, place)];
  const above = siblingAbove(session.store, place.parentId, place.beforeId);
  if (above !== undefined) {
    return [insertStep(keyed, { parentId: place.parentId, afterId: above })];
  }
  // The protocol inserts behind a task or last: the first place of a level needs a move as well.
  const tops = keyed.flatMap((task) => (task.level === 0 ? (task.id ?? []) : []));
  if (tops.length === 0) return [insertStep(keyed, { parentId: place.parentId })];
  const move: Step = {
    type: "task.move",
    payload: { ids: tops, ...placePayload(place) },
    write: (draft) => moveInDraft(draft, tops, place),
  };
  return [insertStep(keyed, { parentId: place.parentId }), move];
}

/** Levels with no line more than one deeper than the one above it, and a key for each if they last. */
function withKeys(session: ProjectSession, tasks: readonly InsertedTask[]): InsertedTask[] {
  const open = tasks.filter((task) => task.id === undefined).length;
  const enough = session.keysLeft() >= open;
  let above = -1;
  return tasks.map((task) => {
    above = Math.min(task.level, above + 1);
    const id = task.id ?? (enough ? session.newId() : undefined);
    return { ...task, level: above, ...(id === undefined ? {} : { id }) };
  });
}

function insertStep(tasks: readonly InsertedTask[], place: Place): Step {
  const at =
    place.afterId === undefined ? { parent_id: place.parentId } : { after_id: place.afterId };
  return {
    type: "outline.insert",
    payload: { ...at, tasks },
    write: (draft) => insertInDraft(draft, tasks, place),
  };
}

function insertInDraft(draft: Draft, tasks: readonly InsertedTask[], place: Place): void {
  if (tasks.some((task) => task.id === undefined)) return;
  const tops = ranksFor(draft, place, tasks.filter((task) => task.level === 0).length);
  const chain: number[] = [];
  const ids: number[] = [];
  for (const task of tasks) {
    const id = task.id as number;
    chain.length = task.level;
    const parentId = chain.at(-1) ?? place.parentId;
    const below = { parentId };
    const rank = (task.level === 0 ? tops.shift() : ranksFor(draft, below, 1)[0]) ?? "";
    insertTask(draft, { ...fieldsOf(task), id, rank, parent_id: parentId });
    if (task.assignees?.length) {
      assignInDraft(
        draft,
        id,
        task.assignees.map((name) => ({ name })),
      );
    }
    chain.push(id);
    ids.push(id);
  }
  tasks.forEach((task, row) => {
    for (const { row: from, id, ...relation } of task.predecessors ?? []) {
      const predecessor_id = from === undefined ? id : ids[from];
      const successor_id = ids[row];
      if (predecessor_id === undefined || successor_id === undefined) continue;
      const values = { ...relation, predecessor_id, successor_id, id: temporaryId() };
      draft.insert("links", newLink(values));
    }
  });
}

function fieldsOf(task: InsertedTask): Partial<TaskRow> {
  const { level, id, start, finish, assignees, predecessors, fields, ...plain } = task;
  const dated: Partial<TaskRow> =
    start !== undefined
      ? { constraint: "snet", constraint_date: start }
      : finish !== undefined
        ? { constraint: "fnet", constraint_date: finish }
        : {};
  return { ...(fields as Partial<TaskRow> | undefined), ...plain, ...dated };
}

function siblingAbove(
  store: ProjectStore,
  parentId: number | null,
  id: number,
): number | undefined {
  let above: number | undefined;
  for (const line of store.outline()) {
    if (line.id === id) return above;
    if (line.parentId === parentId) above = line.id;
  }
  return undefined;
}
