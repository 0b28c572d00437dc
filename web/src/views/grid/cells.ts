/** What a typed text means in a cell: the commands that make it so, or what is wrong, in words. */

import {
  assignStep,
  customValueStep,
  linkStep,
  moveCardsStep,
  progressStep,
  readDate,
  readDuration,
  readPredecessors,
  rescheduleStep,
  type Step,
  updateStep,
  workStep,
} from "~/commands";
import { VARIANCES } from "~/model/baseline";
import { CONFIDENCES } from "~/model/confidence";
import {
  customTyped,
  customValue,
  readFigure,
  readLink,
  readMoney,
  readOptions,
  type Value,
} from "~/model/custom";
import { formatDuration, isElapsed } from "~/model/durations";
import { toIso } from "~/model/moments";
import { parseAssignees } from "~/model/people";
import type { Incoming } from "~/model/predecessors";
import { typeNamed } from "~/model/types";
import { PRIORITIES, priorityValue } from "~/model/workflow";
import type { TaskRow } from "~/protocol/tables.generated";
import type { ProjectSession } from "~/store/types";
import { i18next } from "~/text/i18n";
import type { Reading } from "./reading";
import type { SeriesKind } from "./series";
import { SCRUM, scrumMeaning } from "./sprintCells";

export type Meaning = { ok: true; steps: Step[] } | { ok: false; message: string };

const t = (key: string, values?: Record<string, unknown>): string =>
  i18next.t(key, { ns: "grid", ...values });

const RESULTS = new Set([
  "line",
  "float",
  "critical",
  "baselineStart",
  "baselineFinish",
  "baselineDuration",
  "baselineWork",
  "baselineCost",
  "cost",
  ...VARIANCES,
]);
const OF_SUMMARY = new Set([
  "duration",
  "start",
  "finish",
  "percent",
  "status",
  "priority",
  "mode",
  "work",
  "taskType",
  "actualWork",
  "remainingWork",
  "actualDuration",
  "remainingDuration",
  "optimistic",
  "pessimistic",
  "confidence",
  ...SCRUM,
]);
/** Cells that Delete empties; in the others it deletes the task. */
const CLEARABLE = new Set([
  "type",
  "predecessors",
  "assignees",
  "deadline",
  "constraint",
  "optimistic",
  "pessimistic",
  "confidence",
  ...SCRUM,
]);
/** What a person who may report progress, and no more, can change. */
export const PROGRESS: ReadonlySet<string> = new Set([
  "percent",
  "status",
  "actualWork",
  "remainingWork",
  "actualDuration",
  "remainingDuration",
]);

export const CONSTRAINTS = ["asap", "alap", "snet", "snlt", "fnet", "fnlt", "mso", "mfo"] as const;

export function isClearable(column: string): boolean {
  return CLEARABLE.has(column) || column.startsWith("custom:");
}

/** Why a cell cannot be typed in; null where it can. */
export function lockedBecause(column: string, id: number, reading: Reading): string | null {
  const { store } = reading;
  if (RESULTS.has(column)) return t(`locked.${column}`);
  if (fieldAt(column, reading)?.type === "formula") return t("locked.formula");
  if (!store.may("plan.edit") && !(PROGRESS.has(column) && store.may("plan.progress"))) {
    return t("locked.rights");
  }
  if (OF_SUMMARY.has(column) && reading.isSummary(id)) {
    return t(column === "sprint" || column === "release" ? "locked.below" : "locked.summary");
  }
  return null;
}

/** The text that editing begins with: what can be typed again and means the same. */
export function typedText(column: string, id: number, reading: Reading): string {
  const task = reading.store.task(id);
  const result = reading.store.schedule(id);
  if (!task) return "";
  switch (column) {
    case "start":
      return result ? dateText(result.start, reading, false) : "";
    case "finish":
      return result ? dateText(result.finish, reading, true) : "";
    case "deadline":
      return task.deadline === null ? "" : dateText(task.deadline, reading, true);
    case "percent":
      return String(result?.percent_complete ?? task.percent_complete);
    case "duration":
      return formatDuration(task.duration, task.duration_unit, reading.project, task.estimated);
    case "wbs":
      return task.wbs;
    default: {
      const field = fieldAt(column, reading);
      if (!field) return reading.text(column, id);
      const value = customValue(reading.store, field, id);
      // Of a formula one copies what stands there.
      if (field.type === "formula") return reading.text(column, id);
      return customTyped(field, value, reading.store, { yes: t("yes"), no: t("no") });
    }
  }
}

/** How a column goes on where it is filled from a handle. */
export function seriesOf(column: string, reading: Reading): SeriesKind {
  const type = fieldAt(column, reading)?.type;
  if (type === "date" || ["start", "finish", "deadline"].includes(column)) return "date";
  if (column === "sprint" || column === "release") return "choice";
  const counts = column === "percent" || column === "points";
  return type === "number" || type === "cost" || counts ? "number" : "text";
}

function fieldAt(column: string, reading: Reading) {
  if (!column.startsWith("custom:")) return undefined;
  return reading.store.rows("custom_fields").get(Number(column.slice("custom:".length)));
}

export function dateText(moment: number, reading: Reading, finish: boolean): string {
  const quiet = finish ? reading.project.day_finish : reading.project.day_start;
  const iso = toIso(moment);
  return ((moment % 1440) + 1440) % 1440 === quiet ? iso.slice(0, 10) : iso.replace("T", " ");
}

/** What `text` in a cell asks for. */
export function meaningOf(
  column: string,
  id: number,
  text: string,
  reading: Reading,
  session: ProjectSession,
): Meaning {
  const { store } = reading;
  const task = store.task(id);
  if (!task) return no(t("wrong.gone"));
  const locked = lockedBecause(column, id, reading);
  if (locked) return no(locked);
  const typed = text.trim();
  switch (column) {
    case "name":
      return typed === task.name ? nothing() : update(id, { name: typed });
    case "wbs":
      return update(id, { wbs: typed });
    case "duration":
      return duration(task, typed, reading);
    case "start":
    case "finish":
      return date(column, task, typed, reading);
    case "percent":
      return percent(id, typed);
    case "actualDuration":
    case "remainingDuration":
    case "actualWork":
    case "remainingWork":
      return figure(column, id, typed, reading);
    case "predecessors": {
      const found = readPredecessors(store, typed, id);
      return found.ok ? yes(predecessorsStep(id, found.value)) : no(found.message);
    }
    case "assignees":
      return yes(assignStep(session, id, parseAssignees(typed)));
    case "deadline": {
      if (typed === "") return update(id, { deadline: null });
      const found = readDate(store, typed, "finish", task.deadline);
      return found === null
        ? no(t("wrong.date", { text: typed }))
        : update(id, { deadline: found });
    }
    case "constraint":
      return constraint(task, typed, reading);
    case "mode":
      return mode(id, typed);
    case "work":
      return work(id, typed, reading);
    case "status":
      return status(id, typed, reading);
    case "type":
      return type(id, typed, reading);
    case "priority":
      return priority(id, typed);
    case "taskType":
      return taskType(id, typed);
    case "optimistic":
    case "pessimistic":
      return estimate(column, task, typed, reading);
    case "confidence":
      return confidence(id, typed);
    case "sprint":
    case "release":
    case "points": {
      const found = scrumMeaning(column, task, typed, store);
      return typeof found === "string" ? no(found) : { ok: true, steps: found };
    }
    default:
      return custom(column, id, typed, reading);
  }
}

/** Makes a task's incoming links equal to a list, as `setPredecessors`, to be one of several. */
function predecessorsStep(id: number, links: readonly Incoming[]): Step {
  return {
    type: "task.predecessors",
    payload: { id, links },
    write: (draft) => {
      const there = draft.where("links", "successor_id", id);
      const wanted = new Map(links.map((link) => [link.predecessor_id, link]));
      for (const row of there) {
        const link = wanted.get(row.predecessor_id);
        if (link) draft.update("links", row.id, link);
        else draft.remove("links", row.id);
        wanted.delete(row.predecessor_id);
      }
      for (const { predecessor_id, ...relation } of wanted.values()) {
        linkStep(predecessor_id, id, relation).write?.(draft);
      }
    },
  };
}

function duration(task: TaskRow, typed: string, reading: Reading): Meaning {
  const found = readDuration(reading.store, typed);
  if (!found) return no(t("wrong.duration", { text: typed }));
  const fields: Partial<TaskRow> = {
    duration: found.minutes,
    duration_unit: found.unit,
    estimated: found.estimated,
  };
  if (found.minutes === 0 && !task.milestone) fields.milestone = true;
  if (found.minutes > 0 && task.milestone) fields.milestone = false;
  return update(task.id, fields);
}

function date(which: "start" | "finish", task: TaskRow, typed: string, reading: Reading): Meaning {
  if (typed === "") {
    if (task.mode === "manual") return no(t("wrong.manualDate"));
    return task.constraint === "asap"
      ? nothing()
      : update(task.id, { constraint: "asap", constraint_date: null });
  }
  const before = reading.store.schedule(task.id)?.[which] ?? null;
  const found = readDate(reading.store, typed, which, before);
  if (found === null) return no(t("wrong.date", { text: typed }));
  return found === before ? nothing() : yes(rescheduleStep(task.id, { [which]: found }));
}

function percent(id: number, typed: string): Meaning {
  const found = /^(\d{1,3})(?:[.,]0+)?\s*%?$/.exec(typed === "" ? "0" : typed);
  const value = Number(found?.[1]);
  if (!found || value > 100) return no(t("wrong.percent", { text: typed }));
  return yes(progressStep(id, { percent_complete: value }));
}

/** What is done or left, of the duration or of the work; work without a unit is hours. */
function figure(column: string, id: number, typed: string, reading: Reading): Meaning {
  const work = column.endsWith("Work");
  const text = work && /^[\d.,]+$/.test(typed) ? `${typed}h` : typed;
  const field = column.startsWith("actual") ? "actual" : "remaining";
  if (typed === "" && work) return yes(workStep(id, { [`${field}_work`]: null }));
  const found = readDuration(reading.store, text === "" ? "0" : text);
  if (!found || found.minutes < 0) return no(t("wrong.duration", { text: typed }));
  if (work) return yes(workStep(id, { [`${field}_work`]: found.minutes }));
  return yes(progressStep(id, { [`${field}_duration`]: found.minutes }));
}

function constraint(task: TaskRow, typed: string, reading: Reading): Meaning {
  if (typed === "") return update(task.id, { constraint: "asap", constraint_date: null });
  const lower = typed.toLowerCase();
  const kinds = CONSTRAINTS.map((kind) => ({ kind, label: t(`constraint.${kind}`).toLowerCase() }))
    .filter(
      ({ label, kind }) =>
        lower.startsWith(label) || lower.startsWith(`${kind} `) || lower === kind,
    )
    .sort((a, b) => b.label.length - a.label.length);
  const found = kinds[0];
  if (!found) return no(t("wrong.constraint", { text: typed }));
  if (found.kind === "asap" || found.kind === "alap") {
    return update(task.id, { constraint: found.kind, constraint_date: null });
  }
  const rest = lower.startsWith(found.label)
    ? typed.slice(found.label.length)
    : typed.slice(found.kind.length);
  const as = ["fnet", "fnlt", "mfo"].includes(found.kind) ? "finish" : "start";
  const result = reading.store.schedule(task.id);
  const base = task.constraint_date ?? (as === "start" ? result?.start : result?.finish) ?? null;
  if (rest.trim() === "" && base !== null) {
    return update(task.id, { constraint: found.kind, constraint_date: base });
  }
  const at = readDate(reading.store, rest, as, base);
  if (at === null) return no(t("wrong.constraintDate", { text: typed }));
  return update(task.id, { constraint: found.kind, constraint_date: at });
}

function mode(id: number, typed: string): Meaning {
  const wanted = typed.toLowerCase();
  const found = ["auto", "manual", "inactive"].find(
    (kind) => kind === wanted || t(`mode.${kind}`).toLowerCase() === wanted,
  );
  if (!found) return no(t("wrong.mode", { text: typed }));
  if (found === "inactive") return update(id, { active: false });
  return update(id, { mode: found as "auto" | "manual", active: true });
}

function work(id: number, typed: string, reading: Reading): Meaning {
  if (typed === "") return update(id, { work: null });
  const found = readDuration(reading.store, typed);
  return found ? update(id, { work: found.minutes }) : no(t("wrong.duration", { text: typed }));
}

export const TASK_TYPES = ["fixed_units", "fixed_duration", "fixed_work"] as const;

function taskType(id: number, typed: string): Meaning {
  const wanted = typed.toLowerCase();
  const found = TASK_TYPES.find((kind) => t(`taskType.${kind}`).toLowerCase() === wanted);
  return found ? update(id, { task_type: found }) : no(t("wrong.taskType", { text: typed }));
}

function status(id: number, typed: string, reading: Reading): Meaning {
  const wanted = typed.toLowerCase();
  const found = reading.statuses.find((one) => one.name.trim().toLowerCase() === wanted);
  return found ? yes(moveCardsStep([id], found.id)) : no(t("wrong.status", { text: typed }));
}

function type(id: number, typed: string, reading: Reading): Meaning {
  if (typed === "") return update(id, { type_id: null });
  const found = typeNamed(reading.store, typed);
  return found ? update(id, { type_id: found.id }) : no(t("wrong.type", { text: typed }));
}

/** A band in words, or a figure from 0 to 1000. */
function priority(id: number, typed: string): Meaning {
  const wanted = typed.toLowerCase();
  const band = PRIORITIES.find(
    (one) => one === wanted || i18next.t(`board:priority.${one}`).toLowerCase() === wanted,
  );
  if (band) return update(id, { priority: priorityValue(band) });
  const figure = /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN;
  return figure <= 1000
    ? update(id, { priority: figure })
    : no(t("wrong.priority", { text: typed }));
}

/** The shortest or longest duration, in the kind of time that the task's own is. */
function estimate(
  which: "optimistic" | "pessimistic",
  task: TaskRow,
  typed: string,
  reading: Reading,
): Meaning {
  if (typed === "") return update(task.id, { [which]: null });
  const found = readDuration(reading.store, typed);
  const alike = found && isElapsed(found.unit) === isElapsed(task.duration_unit);
  return found && alike && found.minutes >= 0
    ? update(task.id, { [which]: found.minutes })
    : no(t("wrong.duration", { text: typed }));
}

function confidence(id: number, typed: string): Meaning {
  const wanted = typed.toLowerCase();
  const found = CONFIDENCES.find(
    (kind) => kind === wanted || (kind && t(`confidence.${kind}`).toLowerCase() === wanted),
  );
  return found === undefined
    ? no(t("wrong.confidence", { text: typed }))
    : update(id, { confidence: found });
}

function custom(column: string, id: number, typed: string, reading: Reading): Meaning {
  const { store } = reading;
  const field = store.rows("custom_fields").get(Number(column.slice("custom:".length)));
  if (!field) return no(t("wrong.gone"));
  const set = (value: Value): Meaning => yes(customValueStep(field.id, id, value));
  if (typed === "") {
    return field.required ? no(t("wrong.required", { name: field.name })) : set(null);
  }
  switch (field.type) {
    case "number": {
      const value = readFigure(typed);
      return value === null ? no(t("wrong.number", { text: typed })) : set(value);
    }
    case "cost": {
      const value = readMoney(typed, store.project.currency);
      return value === null ? no(t("wrong.money", { text: typed })) : set(value);
    }
    case "flag":
      if (/^(yes|y|true|wahr|1|x|✓|☑)$/i.test(typed) || typed === t("yes")) return set(true);
      if (/^(no|n|false|falsch|0|☐|-)$/i.test(typed) || typed === t("no")) return set(false);
      return no(t("wrong.flag", { text: typed }));
    case "date": {
      const found = readDate(store, typed, "start");
      return found !== null ? set(found) : no(t("wrong.date", { text: typed }));
    }
    case "duration": {
      const found = readDuration(store, typed);
      return found ? set(found.minutes) : no(t("wrong.duration", { text: typed }));
    }
    case "link": {
      const found = readLink(typed);
      return found === null ? no(t("wrong.link", { text: typed })) : set(found);
    }
    case "select":
    case "multi_select": {
      const found = readOptions(field, typed);
      if (!found) return no(t("wrong.option", { text: typed, name: field.name }));
      return set(field.type === "select" ? (found[0] ?? null) : found);
    }
    case "person": {
      const wanted = typed.toLowerCase();
      const people = [...store.rows("resources").values()];
      const found = people.find((row) => row.name.toLowerCase() === wanted);
      return found ? set(found.id) : no(t("wrong.person", { text: typed }));
    }
    default:
      return set(typed);
  }
}

function update(id: number, fields: Partial<TaskRow>): Meaning {
  return yes(updateStep(id, fields));
}

function yes(step: Step): Meaning {
  return { ok: true, steps: [step] };
}

function nothing(): Meaning {
  return { ok: true, steps: [] };
}

function no(message: string): Meaning {
  return { ok: false, message };
}
