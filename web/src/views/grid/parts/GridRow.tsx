/** One task's row of cells. */

import type { TFunction } from "i18next";
import { type CSSProperties, memo } from "react";
import { VARIANCES } from "~/model/baseline";
import type { ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import { type Column, NAME, NUMBER } from "../columns";
import type { PlanController } from "../controller";
import type { RowKey, TaskLine } from "../rows";
import type { Editing, Refused } from "../typing";
import { Editor } from "./Editor";
import { Chevron, Diamond, Hand, Open, Pin, Question, Warning } from "./Icons";

export interface GridRowProps {
  readonly controller: PlanController;
  readonly line: TaskLine;
  readonly place: number;
  readonly top: number;
  readonly columns: readonly Column[];
  /** The text of each column's cell. */
  readonly texts: readonly string[];
  readonly task: TaskRow;
  readonly result: ScheduleRow | undefined;
  /** Which of its dates, by column, are others by a drag that is not dropped yet. */
  readonly moved: string;
  readonly collapsed: boolean;
  /** Selected columns, from and to; -1 for none. */
  readonly from: number;
  readonly to: number;
  /** The cursor's column where it is in this row. */
  readonly cursor: string | null;
  readonly editing: Editing | null;
  /** Columns whose typed value was refused. */
  readonly refused: ReadonlyMap<string, Refused> | null;
  /** Since how many days it is blocked; -1 where it is not. */
  readonly blocked: number;
  readonly touchedBy: string | null;
  readonly open: boolean;
  /** Whether the pointer or the cursor is on it: only then it has buttons. */
  readonly lit: boolean;
  /** Cut, and not pasted yet. */
  readonly cut: boolean;
  readonly t: TFunction<"grid">;
}

/** Element ids, for `aria-activedescendant`: a blank would end them. */
export function cellId(row: RowKey, col: string): string {
  const key = typeof row === "number" ? row : row.replace(/\s/g, (c) => `%${c.charCodeAt(0)}`);
  return `cell-${key}-${col}`;
}

const styles = new Map<string, CSSProperties>();

/** Width and place of a column come from variables of the pane, so that resizing draws no rows. */
export function columnStyle(key: string): CSSProperties {
  let found = styles.get(key);
  if (!found) {
    const variable = columnVariable(key);
    found = { width: `var(${variable})`, "--at": `var(${variable}-at)` } as CSSProperties;
    styles.set(key, found);
  }
  return found;
}

export function columnVariable(key: string): string {
  return `--col-${key.replace(/[^a-z0-9]/gi, "-")}`;
}

const DATED = new Set(["start", "finish"]);
const SIGNED: ReadonlySet<string> = new Set(VARIANCES);
/** What begins the text of a formula that gives nothing, with the reason. */
const FAULT = "⚠";

/** Room of a cell beside its text; widths of a letter that no usual word exceeds. */
const BESIDE = 16;
const LETTER = 9;
const FIGURE = 8;
const SIGN = 18;
/** Of the sign of what is blocked, with its days. */
const BLOCKED = 46;

/** Whether a text may be wider than its room. Every clipped box costs at each frame, so few are. */
function mayOverflow(text: string, room: number, figures = false): boolean {
  if (text.length * (figures ? FIGURE : LETTER) > room) return true;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x24f) return true;
  return false;
}

function Row(props: GridRowProps) {
  const { line, place, top, columns, texts, task, result } = props;
  const selected = props.from >= 0;
  const { refused: wrong } = props;
  const raised = props.editing !== null || (props.cursor !== null && wrong?.has(props.cursor));
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-level={line.level + (line.grouped ? 2 : 1)}
      aria-expanded={line.line.hasChildren ? !props.collapsed : undefined}
      aria-selected={selected}
      className="hwg-row"
      data-row={line.key}
      data-task={line.id}
      data-summary={line.line.hasChildren || undefined}
      data-inactive={!task.active || undefined}
      data-critical={(result?.critical && (result.percent_complete ?? 0) < 100) || undefined}
      data-current={props.cursor !== null || undefined}
      data-open={props.open || undefined}
      data-moved={props.moved || undefined}
      data-dim={line.dim || undefined}
      data-unfit={line.unfit || undefined}
      data-touched={props.touchedBy !== null || undefined}
      data-raised={raised || undefined}
      data-lit={props.lit || undefined}
      data-cut={props.cut || undefined}
      style={{ top }}
    >
      {columns.map((column, i) => {
        const isCursor = props.cursor === column.key;
        const refused = props.refused?.get(column.key);
        const editing = isCursor ? props.editing : null;
        const above = editing !== null || (isCursor && refused !== undefined);
        const text = refused?.text ?? texts[i] ?? "";
        return (
          <div
            key={column.key}
            role="gridcell"
            id={cellId(line.key, column.key)}
            aria-colindex={i + 1}
            aria-invalid={refused ? true : undefined}
            className="hwg-cell"
            data-col={column.key}
            data-align={column.align}
            data-figures={column.figures || undefined}
            data-narrow={column.narrow || undefined}
            data-frozen={column.frozen || undefined}
            data-cursor={isCursor || undefined}
            data-selected={(i >= props.from && i <= props.to) || undefined}
            data-refused={refused ? true : undefined}
            data-sign={signOf(column.key, task, result, texts[i])}
            data-raised={above || undefined}
            data-long={(!above && cutsText(column, text)) || undefined}
            data-zero={(column.key === "percent" && isZero(props)) || undefined}
            style={columnStyle(column.key)}
            title={refused?.message ?? (text.startsWith(FAULT) ? text : undefined)}
          >
            {editing ? (
              <Editor controller={props.controller} editing={editing} column={column} />
            ) : (
              contentOf(props, column, text)
            )}
            {isCursor && refused && !editing && (
              <div className="hwg-error" role="alert">
                {refused.message}
              </div>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** What a cell's colour says beside its text. */
function signOf(
  column: string,
  task: TaskRow,
  result: ScheduleRow | undefined,
  text: string | undefined,
): string | undefined {
  if (column === "finish" || column === "deadline") {
    const missed = task.deadline !== null && result && result.finish > task.deadline;
    return missed ? "late" : undefined;
  }
  if (column === "float" && result && result.total_float < 0) return "late";
  if (SIGNED.has(column) && text) return text.startsWith("+") ? "late" : "done";
  return undefined;
}

/** Whether a cell cuts its text; the name's text does so beside its signs. */
function cutsText(column: Column, text: string): boolean {
  if (column.key === NAME || column.key === NUMBER) return false;
  if (text.startsWith(FAULT)) return true;
  if (column.figures && !column.narrow && column.key !== "predecessors") return false;
  return mayOverflow(text, column.width - BESIDE, column.figures);
}

function isZero({ line, task, result }: GridRowProps): boolean {
  return !line.line.hasChildren && task.active && (result?.percent_complete ?? 0) === 0;
}

/** What a cell shows: mere text wherever that will do, for a full grid has hundreds of cells. */
function contentOf(props: GridRowProps, column: Column, text: string) {
  const { t } = props;
  if (column.key === NAME) return <NameContent {...props} column={column} text={text} />;
  if (column.key === NUMBER) {
    return (
      <span className="hwg-number" title={t("cell.drag")}>
        {text}
      </span>
    );
  }
  if (!props.lit || !props.result || !DATED.has(column.key)) return text;
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        className="hwg-why"
        data-why={column.key}
        aria-label={t("cell.why", { date: text })}
      >
        <Question />
      </button>
      {text}
    </>
  );
}

function NameContent(props: GridRowProps & { column: Column; text: string }) {
  const { line, task, text, t, touchedBy, column } = props;
  const parent = line.line.hasChildren;
  const pinned = task.constraint !== "asap" && task.constraint !== "alap" && !parent;
  const manual = task.mode === "manual";
  const indent = line.level * 16;
  const signs = (task.milestone ? 1 : 0) + (manual || pinned ? 1 : 0);
  const blocked = props.blocked >= 0 ? t("cell.blocked", { count: props.blocked }) : "";
  const room = column.width - 30 - indent - signs * SIGN - (blocked ? BLOCKED : 0);
  return (
    <span
      className="hwg-name"
      data-leaf={!parent || undefined}
      style={indent ? { marginInlineStart: indent } : undefined}
    >
      {parent && (
        <button
          type="button"
          tabIndex={-1}
          className="hwg-toggle"
          data-toggle
          data-collapsed={props.collapsed || undefined}
          aria-label={t(props.collapsed ? "cell.expand" : "cell.collapse", { name: text })}
        >
          <Chevron down={!props.collapsed} />
        </button>
      )}
      {task.milestone && <Diamond />}
      <span
        className="hwg-text"
        dir="auto"
        title={text}
        data-long={touchedBy !== null || mayOverflow(text, room) || undefined}
      >
        {text || <em className="hwg-untitled">{t("cell.untitled")}</em>}
      </span>
      {manual && <Hand title={t("cell.manual")} />}
      {pinned && !manual && (
        <span className="hwg-pin">
          <Pin
            title={t("cell.pinned", {
              constraint: props.controller.reading.text("constraint", line.id),
            })}
          />
        </span>
      )}
      {blocked && (
        <span className="hwg-blocked" title={blocked}>
          <Warning />
          {t("cell.blockedShort", { count: props.blocked })}
        </span>
      )}
      {touchedBy !== null && <span className="hwg-touched">{touchedBy}</span>}
      {props.lit && (
        <button
          type="button"
          tabIndex={-1}
          className="hwg-open"
          data-open-task
          aria-label={t("cell.open", { name: text || t("cell.untitled") })}
        >
          <Open />
        </button>
      )}
    </span>
  );
}

/** The columns of the dates that a drag changes. */
export function movedDates(
  before: ScheduleRow | undefined,
  after: ScheduleRow | undefined,
): string {
  if (!after) return "";
  const dates = ["start", "finish"] as const;
  return dates.filter((date) => after[date] !== before?.[date]).join(" ");
}

/** Rows are drawn again only when something that they show differs. */
export const GridRow = memo(Row, (a, b) => {
  if (a.texts.length !== b.texts.length) return false;
  for (let i = 0; i < a.texts.length; i++) if (a.texts[i] !== b.texts[i]) return false;
  return (
    a.line === b.line &&
    a.place === b.place &&
    a.top === b.top &&
    a.columns === b.columns &&
    a.task === b.task &&
    a.result === b.result &&
    a.moved === b.moved &&
    a.collapsed === b.collapsed &&
    a.from === b.from &&
    a.to === b.to &&
    a.cursor === b.cursor &&
    a.editing === b.editing &&
    a.refused === b.refused &&
    a.blocked === b.blocked &&
    a.touchedBy === b.touchedBy &&
    a.open === b.open &&
    a.lit === b.lit &&
    a.cut === b.cut &&
    a.t === b.t
  );
});
