/** What may be chosen of a printed Gantt, and what the server is asked for. Pure. */

import { firstWeekday } from "~/model/week";
import { locale } from "~/text/locale";
import type { ColourGroup } from "~/views/colour/colours";
import type { GridLine } from "~/views/grid/rows";

export const FORMATS = ["pdf", "png", "mspdi", "xlsx", "csv"] as const;
export type Format = (typeof FORMATS)[number];
export const PAPERS = ["a4", "a3", "a2", "letter", "tabloid", "slide"] as const;
export const COLUMNS = [
  "number",
  "wbs",
  "duration",
  "start",
  "finish",
  "percent",
  "people",
  "predecessors",
  "float",
  "state",
  "deadline",
  "baseline_finish",
  "slip",
  "work",
  "remaining_work",
] as const;
export type PrintColumn = (typeof COLUMNS)[number];

export interface PrintOptions {
  readonly format: Format;
  readonly view: "plan" | "steering";
  readonly paper: (typeof PAPERS)[number];
  readonly turned: "landscape" | "portrait";
  readonly pages: "one" | "many";
  /** Levels of the outline: null as many as fit. */
  readonly depth: number | null;
  /** Whether only what the Gantt shows now is drawn: its filter, and what is unfolded. */
  readonly shown: boolean;
  /** null: those that the view has by itself. */
  readonly columns: readonly PrintColumn[] | null;
  /** Number of a baseline, -1 for none. */
  readonly baseline: number;
  readonly links: boolean;
  readonly labels: boolean;
  readonly shades: boolean;
}

/** Days of a range, ISO; null is open. */
export interface PrintRange {
  readonly start: string | null;
  readonly finish: string | null;
}

export const FIRST: PrintOptions = {
  format: "pdf",
  view: "plan",
  paper: "a4",
  turned: "landscape",
  pages: "one",
  depth: null,
  shown: false,
  columns: null,
  baseline: 0,
  links: false,
  labels: true,
  shades: true,
};

/** Whether a format is a drawing, not data. */
export function isDrawing(format: Format): format is "pdf" | "png" {
  return format === "pdf" || format === "png";
}

/** The columns that stand on the page. */
export function columnsOf(options: PrintOptions, hasBaseline: boolean): readonly PrintColumn[] {
  if (options.columns) return options.columns;
  if (options.view === "plan") return ["duration", "start", "finish", "percent"];
  return hasBaseline ? ["finish", "slip", "state"] : ["finish", "state"];
}

/** The options with a column more or less; they stand in the order of `COLUMNS`. */
export function withColumn(
  options: PrintOptions,
  column: PrintColumn,
  hasBaseline: boolean,
): PrintOptions {
  const now = new Set(columnsOf(options, hasBaseline));
  if (!now.delete(column)) now.add(column);
  return { ...options, columns: COLUMNS.filter((one) => now.has(one)) };
}

/** The options with another view: it has columns and a page of its own. */
export function withView(options: PrintOptions, view: PrintOptions["view"]): PrintOptions {
  if (view === options.view) return options;
  const paper = view === "steering" ? "slide" : options.paper === "slide" ? "a4" : options.paper;
  return { ...options, view, columns: null, paper };
}

/** Rows under a heading; without one where nothing is grouped. */
export interface PrintRows {
  readonly label: string | null;
  readonly tasks: number[];
}

/** The rows that a grid shows, under its headings. */
export function rowsOf(lines: readonly GridLine[]): PrintRows[] {
  const found: PrintRows[] = [];
  for (const line of lines) {
    if (line.kind === "group") found.push({ label: line.label, tasks: [] });
    if (line.kind !== "task") continue;
    if (found.length === 0) found.push({ label: null, tasks: [] });
    found.at(-1)?.tasks.push(line.id);
  }
  return found;
}

/** What the server is asked for; `rows` are those that the Gantt shows. */
export function bodyOf(
  options: PrintOptions,
  range: PrintRange,
  rows: readonly PrintRows[],
  colours: readonly ColourGroup[] = [],
): Record<string, unknown> {
  const { format: _, shown, depth, columns, ...rest } = options;
  return {
    ...rest,
    ...range,
    first_day: firstWeekday(locale()) + 1,
    ...(columns ? { columns } : {}),
    ...(depth === null ? {} : { depth }),
    ...(colours.length > 0
      ? { colours: colours.map(({ place, label, ids }) => ({ place, label, tasks: ids })) }
      : {}),
    ...(shown ? { ...whichOf(rows), depth: MOST_LEVELS } : {}),
  };
}

function whichOf(rows: readonly PrintRows[]): Record<string, unknown> {
  if (rows.some((one) => one.label !== null)) return { groups: rows };
  return { tasks: rows.flatMap((one) => one.tasks) };
}

/** As deep as anything: what is unfolded on the screen stands on the page. */
const MOST_LEVELS = 50;

/** What was kept of an earlier choice; what is not usable any more is as at first. */
export function recalled(value: unknown): PrintOptions {
  if (typeof value !== "object" || value === null) return FIRST;
  const given = value as Partial<Record<keyof PrintOptions, unknown>>;
  const one = <T>(of: readonly T[], wanted: unknown, first: T): T =>
    of.includes(wanted as T) ? (wanted as T) : first;
  const flag = (name: "links" | "labels" | "shades"): boolean =>
    typeof given[name] === "boolean" ? given[name] : FIRST[name];
  const { depth, columns } = given;
  return {
    ...FIRST,
    format: one(FORMATS, given.format, FIRST.format),
    view: one(["plan", "steering"] as const, given.view, FIRST.view),
    paper: one(PAPERS, given.paper, FIRST.paper),
    turned: one(["landscape", "portrait"] as const, given.turned, FIRST.turned),
    pages: one(["one", "many"] as const, given.pages, FIRST.pages),
    depth: typeof depth === "number" && depth >= 1 && depth <= MOST_LEVELS ? depth : null,
    columns: Array.isArray(columns) ? COLUMNS.filter((name) => columns.includes(name)) : null,
    links: flag("links"),
    labels: flag("labels"),
    shades: flag("shades"),
  };
}
