/** Pasted lists and tables as an outline of tasks. */

import { say } from "~/text/say";
import { parseCells, separatorOf } from "./csv";
import { type DateContext, parseDate } from "./dates";
import { type DurationSettings, type DurationUnit, parseDuration } from "./durations";
import { type Column, columnsOf } from "./paste-columns";
import { listLevels } from "./paste-levels";
import { parseAssignees } from "./people";
import { type Incoming, parsePredecessors } from "./predecessors";
import { parseQuickAdd } from "./quickadd";

export interface PasteContext {
  readonly settings: DurationSettings;
  readonly dates: Omit<DateContext, "as">;
  readonly people: readonly string[];
  /** Working minutes between two moments: the duration of a row that has both dates alone. */
  readonly workBetween?: (start: number, finish: number) => number;
}

/** A link to another pasted row, counted from 0. */
export type PastedLink = Omit<Incoming, "predecessor_id"> & { readonly row: number };

/** One task as `outline.insert` takes it. */
export interface PastedTask {
  name: string;
  level: number;
  duration?: number;
  duration_unit?: DurationUnit;
  estimated?: boolean;
  milestone?: boolean;
  percent_complete?: number;
  start?: number;
  finish?: number;
  notes?: string;
  assignees?: string[];
  predecessors?: PastedLink[];
  fields?: Record<string, unknown>;
}

export interface Pasted {
  readonly tasks: PastedTask[];
  /** What could not be taken, in words. */
  readonly warnings: string[];
}

/**
 * Read what was pasted. Columns are known by a header row or by what stands in them; levels by
 * empty cells, indentation, bullets or WBS numbers. Predecessors name rows of the paste: by its
 * id column if it has one, else by place from 1.
 */
export function parsePaste(text: string, context: PasteContext): Pasted {
  const separator = separatorOf(text);
  return separator ? parseTable(parseCells(text, separator), context) : parseList(text, context);
}

function parseList(text: string, context: PasteContext): Pasted {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const levels = listLevels(lines);
  const idAt = (line: number) => (line >= 1 && line <= lines.length ? line : undefined);
  const tasks = levels.map(({ level, text: rest, done }, row): PastedTask => {
    const quick = parseQuickAdd(rest, { ...context, idAt });
    const links = quick.predecessors.filter((link) => link.predecessor_id !== row + 1);
    const task: PastedTask = { name: quick.name, level };
    if (quick.duration) {
      task.duration = quick.duration.minutes;
      task.duration_unit = quick.duration.unit;
      task.estimated = quick.duration.estimated;
    }
    if (quick.milestone) task.milestone = true;
    if (done) task.percent_complete = 100;
    if (quick.assignees.length) task.assignees = [...quick.assignees];
    if (links.length) task.predecessors = links.map(toRow);
    if (quick.start !== null) task.start = quick.start;
    if (quick.deadline !== null) task.fields = { deadline: quick.deadline };
    return task;
  });
  return { tasks, warnings: [] };
}

function parseTable(cells: string[][], context: PasteContext): Pasted {
  const rows = cells.filter((row) => row.some((cell) => cell.trim() !== ""));
  const { columns, header } = columnsOf(rows, context);
  const body = header ? rows.slice(1) : rows;
  const nameAt = columns.indexOf("name");
  const idColumn = columns.indexOf("id");
  const rowOf = new Map<number, number>();
  body.forEach((cellsOfRow, row) => {
    const id = idColumn < 0 ? row + 1 : Number(cellsOfRow[idColumn]);
    if (Number.isInteger(id)) rowOf.set(id, row);
  });
  const levels = tableLevels(body, columns, nameAt);
  const warnings: string[] = [];
  const tasks = body.map((row, place) => {
    const { level, text } = levels[place] as { level: number; text: string };
    const task: PastedTask = { name: text, level };
    const filled = { ...context, rowOf, place };
    columns.forEach((column, at) => {
      const value = (row[at] ?? "").trim();
      const wrong = value === "" ? null : fill(task, column, value, filled);
      if (wrong) warnings.push(say("paste.row", { row: place + 1, why: wrong }));
    });
    const { start, finish } = task;
    if (task.duration === undefined && start !== undefined && finish !== undefined) {
      const minutes = context.workBetween?.(start, finish);
      if (minutes !== undefined && minutes >= 0) task.duration = minutes;
    }
    if (start !== undefined && finish !== undefined) delete task.finish;
    return task;
  });
  return { tasks, warnings };
}

type FillContext = PasteContext & { rowOf: Map<number, number>; place: number };

/** Put a cell's value into the task; answer what is wrong with it, in words. */
function fill(
  task: PastedTask,
  column: Column,
  value: string,
  context: FillContext,
): string | null {
  const wrong = (what: "duration" | "date" | "percentage") => say(`paste.${what}`, { text: value });
  switch (column) {
    case "duration": {
      const duration = parseDuration(value, context.settings);
      if (!duration || duration.minutes < 0) return wrong("duration");
      task.duration = duration.minutes;
      task.duration_unit = duration.unit;
      if (duration.estimated) task.estimated = true;
      if (duration.minutes === 0) task.milestone = true;
      return null;
    }
    case "start":
    case "finish": {
      const found = parseDate(value, { ...context.dates, as: column });
      if (!found) return wrong("date");
      task[column] = found.moment;
      return null;
    }
    case "deadline": {
      const found = parseDate(value, { ...context.dates, as: "finish" });
      if (!found) return wrong("date");
      task.fields = { ...task.fields, deadline: found.moment };
      return null;
    }
    case "percent": {
      const found = /^(\d+(?:[.,]\d+)?)\s*%?$/.exec(value);
      const number = Number((found?.[1] ?? "").replace(",", "."));
      const percent = value.includes("%") || number > 1 ? number : number * 100;
      if (!found || percent > 100) return wrong("percentage");
      task.percent_complete = Math.round(percent);
      return null;
    }
    case "assignees":
      task.assignees = parseAssignees(value).map((one) => one.name);
      return null;
    case "notes":
      task.notes = value;
      return null;
    case "milestone":
      if (/^(yes|y|true|1|x|ja|oui|sí|si|✓)$/i.test(value)) task.milestone = true;
      return null;
    case "predecessors": {
      const idAt = (line: number) => {
        const row = context.rowOf.get(line);
        return row === undefined ? undefined : row + 1;
      };
      const self = context.place + 1;
      const found = parsePredecessors(value, { settings: context.settings, idAt, self });
      if (!found.ok) return found.message;
      if (found.value.length) task.predecessors = found.value.map(toRow);
      return null;
    }
    default:
      return null;
  }
}

/** Levels of a table's rows and what is left of their names. */
function tableLevels(body: string[][], columns: readonly Column[], nameAt: number) {
  const levelAt = columns.indexOf("level");
  const wbsAt = columns.indexOf("wbs");
  const names = body.map((row) => row[nameAt] ?? "");
  if (levelAt >= 0 || wbsAt >= 0) {
    const found = body.map((row) =>
      levelAt >= 0 ? Number(row[levelAt]) || 1 : (row[wbsAt] ?? "").trim().split(".").length,
    );
    const lowest = Math.min(...found);
    return names.map((name, place) => ({
      level: (found[place] ?? lowest) - lowest,
      text: name.trim(),
    }));
  }
  // Outline as spreadsheets show it: deeper levels begin one column further right.
  const nested = columns.filter((column) => column === "name").length > 1;
  if (nested) {
    return body.map((row) => {
      const places = columns.flatMap((column, at) => (column === "name" ? [at] : []));
      const level = Math.max(
        0,
        places.findIndex((at) => (row[at] ?? "").trim() !== ""),
      );
      return { level, text: (row[places[level] ?? nameAt] ?? "").trim() };
    });
  }
  return listLevels(names);
}

function toRow({ predecessor_id, ...relation }: Incoming): PastedLink {
  return { ...relation, row: predecessor_id - 1 };
}
