/** What the columns of a pasted table hold: by the header row, or by what stands in them. */

import { type DateContext, parseDate } from "./dates";
import { type DurationSettings, parseDuration } from "./durations";

export type Column =
  | "id"
  | "wbs"
  | "level"
  | "name"
  | "duration"
  | "start"
  | "finish"
  | "predecessors"
  | "assignees"
  | "percent"
  | "milestone"
  | "deadline"
  | "notes"
  | "other";

const HEADERS: Record<Exclude<Column, "other">, string> = {
  id: "id|#|no|nr|line|row|number|task id",
  wbs: "wbs|wbs code|outline number|outline|gliederung|psp",
  level: "level|outline level|indent|ebene",
  name: "name|task|task name|title|activity|activity name|summary|subject|item|what|vorgang|vorgangsname|aufgabe|titel|tâche|nom|tarea|nombre",
  duration: "duration|length|effort|estimate|dauer|durée|duración",
  start: "start|start date|begin|from|planned start|anfang|beginn|début|inicio|comienzo",
  finish: "finish|finish date|end|end date|to|planned finish|ende|fin|fertig",
  predecessors:
    "predecessors|predecessor|depends on|dependencies|dependency|after|vorgänger|prédécesseurs|predecesoras",
  assignees:
    "assignees|assignee|assigned to|assigned|owner|who|resource names|resources|resource|responsible|ressourcen|ressourcennamen|zuständig|ressources|recursos",
  percent:
    "%|% complete|percent complete|complete|progress|done|% abgeschlossen|fortschritt|% achevé",
  milestone: "milestone|meilenstein|jalon|hito",
  deadline: "deadline|due|due date|stichtag|termin|fällig|échéance",
  notes: "notes|note|description|comments|comment|notizen|beschreibung",
};

const BY_HEADER = new Map<string, Column>();
for (const [column, names] of Object.entries(HEADERS)) {
  for (const name of names.split("|")) BY_HEADER.set(name, column as Column);
}

export interface ColumnContext {
  readonly settings: DurationSettings;
  readonly dates: Omit<DateContext, "as">;
}

export function columnsOf(
  rows: readonly string[][],
  context: ColumnContext,
): { columns: Column[]; header: boolean } {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const first = rows[0] ?? [];
  const named = first.map((cell) => BY_HEADER.get(clean(cell)) ?? "other");
  const known = named.filter((column) => column !== "other");
  if (named.includes("name") && (known.length >= 2 || known.length === first.length)) {
    const columns = named.map((column, at) => (named.indexOf(column) < at ? "other" : column));
    while (columns.length < width) columns.push("other");
    return { columns, header: true };
  }
  const bodies = Array.from({ length: width }, (_, at) =>
    rows.map((row) => (row[at] ?? "").trim()).filter((cell) => cell !== ""),
  );
  const columns: Column[] = [];
  const taken = new Set<Column>();
  for (const cells of bodies) {
    const column = guess(cells, taken, context);
    taken.add(column);
    columns.push(column);
  }
  if (!taken.has("name")) columns[0] = "name";
  return { columns: nested(columns, bodies, rows), header: false };
}

function clean(cell: string): string {
  return cell
    .trim()
    .toLowerCase()
    .replaceAll(/\s+/g, " ")
    .replace(/[:*.]+$/, "");
}

function guess(cells: readonly string[], taken: Set<Column>, context: ColumnContext): Column {
  if (cells.length === 0) return "other";
  const all = (test: (cell: string) => boolean) => cells.every(test);
  const free = (column: Column) => !taken.has(column);
  const isDate = (cell: string) => parseDate(cell, { ...context.dates, as: "start" }) !== null;
  const named = taken.has("name");
  if (free("id") && !named && all((c) => /^\d+$/.test(c))) return "id";
  if (free("wbs") && !named && all((c) => /^\d+(\.\d+)*\.?$/.test(c))) return "wbs";
  if (free("percent") && all((c) => /^\d+([.,]\d+)?\s*%$/.test(c))) return "percent";
  if (
    free("duration") &&
    all((c) => /[a-z]/i.test(c) && parseDuration(c, context.settings) !== null)
  ) {
    return "duration";
  }
  if (all(isDate)) return free("start") ? "start" : free("finish") ? "finish" : "other";
  if (
    named &&
    free("predecessors") &&
    all((c) => /^\d+((FS|SS|FF|SF)([+-].*)?)?([,;].*)?$/i.test(c))
  ) {
    return free("duration") && all((c) => /^\d{1,3}$/.test(c)) ? "duration" : "predecessors";
  }
  if (free("name")) return "name";
  return free("assignees") ? "assignees" : "other";
}

/** Further columns of names where each row fills only one of them: an outline by columns. */
function nested(columns: Column[], bodies: string[][], rows: readonly string[][]): Column[] {
  const at = columns.indexOf("name");
  let last = at;
  while (last + 1 < columns.length && ["other", "assignees"].includes(columns[last + 1] ?? "")) {
    const upTo = last + 1;
    const filled = rows.every(
      (row) => row.slice(at, upTo + 1).filter((cell) => cell.trim() !== "").length <= 1,
    );
    if (!filled || (bodies[upTo]?.length ?? 0) === 0) break;
    last = upTo;
  }
  return columns.map((column, place) => (place > at && place <= last ? "name" : column));
}
