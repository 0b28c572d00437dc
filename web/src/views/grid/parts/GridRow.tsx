/** One task's row of cells. */

import type { TFunction } from "i18next";
import { memo } from "react";
import type { ScheduleRow, TaskRow } from "~/protocol/tables.generated";
import { type Column, NAME, NUMBER } from "../columns";
import type { Editing, PlanController, Refused } from "../controller";
import type { TaskLine } from "../rows";
import { Editor } from "./Editor";
import { Chevron, Diamond, Grip, Hand, Open, Pin, Question } from "./Icons";

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
  /** Whether its dates are those of a drag that is not dropped yet. */
  readonly moved: boolean;
  readonly collapsed: boolean;
  /** Selected columns, from and to; -1 for none. */
  readonly from: number;
  readonly to: number;
  /** The cursor's column where it is in this row. */
  readonly cursor: string | null;
  readonly editing: Editing | null;
  /** Columns whose typed value was refused. */
  readonly refused: ReadonlyMap<string, Refused> | null;
  readonly touchedBy: string | null;
  readonly open: boolean;
  readonly t: TFunction<"grid">;
}

/** Element ids, for `aria-activedescendant`. */
export function cellId(row: number | string, col: string): string {
  return `cell-${row}-${col}`;
}

const styles = new Map<string, { width: string }>();

/** The width of a column comes from a variable of the pane, so that resizing draws no rows. */
export function columnStyle(key: string): { width: string } {
  let found = styles.get(key);
  if (!found) {
    found = { width: `var(${columnVariable(key)})` };
    styles.set(key, found);
  }
  return found;
}

export function columnVariable(key: string): string {
  return `--col-${key.replace(/[^a-z0-9]/gi, "-")}`;
}

const DATED = new Set(["start", "finish"]);

function Row(props: GridRowProps) {
  const { line, place, top, columns, texts, task, result, t } = props;
  const selected = props.from >= 0;
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-level={line.level + 1}
      aria-expanded={line.line.hasChildren ? !props.collapsed : undefined}
      aria-selected={selected}
      className="hwg-row"
      data-row={line.key}
      data-task={line.key}
      data-summary={line.line.hasChildren || undefined}
      data-inactive={!task.active || undefined}
      data-critical={(result?.critical && (result.percent_complete ?? 0) < 100) || undefined}
      data-current={props.cursor !== null || undefined}
      data-open={props.open || undefined}
      data-moved={props.moved || undefined}
      data-touched={props.touchedBy !== null || undefined}
      style={{ top }}
    >
      {columns.map((column, i) => {
        const isCursor = props.cursor === column.key;
        const refused = props.refused?.get(column.key);
        const editing = isCursor ? props.editing : null;
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
            data-cursor={isCursor || undefined}
            data-selected={(i >= props.from && i <= props.to) || undefined}
            data-refused={refused ? true : undefined}
            data-sign={signOf(column.key, task, result, texts[i])}
            style={columnStyle(column.key)}
            title={refused?.message}
          >
            {editing ? (
              <Editor controller={props.controller} editing={editing} column={column} />
            ) : (
              <Content {...props} column={column} text={refused?.text ?? texts[i] ?? ""} t={t} />
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
  if (column === "variance" && text) return text.startsWith("+") ? "late" : "done";
  return undefined;
}

function Content(props: GridRowProps & { column: Column; text: string }) {
  const { column, text, line, task, result, t } = props;
  if (column.key === NAME) return <NameContent {...props} />;
  if (column.key === NUMBER) {
    return (
      <span className="hwg-number" title={t("cell.drag")}>
        <span className="hwg-grip">
          <Grip />
        </span>
        <span>{text}</span>
      </span>
    );
  }
  if (DATED.has(column.key) && result) {
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
        <span className="hwg-text">{text}</span>
      </>
    );
  }
  if (column.key === "percent" && !line.line.hasChildren && task.active) {
    const done = result?.percent_complete ?? 0;
    return (
      <span className="hwg-text" data-zero={done === 0 || undefined}>
        {text}
      </span>
    );
  }
  return <span className="hwg-text">{text}</span>;
}

function NameContent(props: GridRowProps & { text: string }) {
  const { line, task, text, t, touchedBy } = props;
  const pinned = task.constraint !== "asap" && task.constraint !== "alap" && !line.line.hasChildren;
  return (
    <span className="hwg-name" style={{ paddingInlineStart: line.level * 16 }}>
      {line.line.hasChildren ? (
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
      ) : (
        <span className="hwg-toggle" />
      )}
      {task.milestone && <Diamond />}
      <span className="hwg-text" dir="auto" title={text}>
        {text || <em className="hwg-untitled">{t("cell.untitled")}</em>}
      </span>
      {task.mode === "manual" && <Hand title={t("cell.manual")} />}
      {pinned && task.mode === "auto" && (
        <span className="hwg-pin">
          <Pin
            title={t("cell.pinned", {
              constraint: props.controller.reading.text("constraint", line.key),
            })}
          />
        </span>
      )}
      {touchedBy !== null && <span className="hwg-touched">{touchedBy}</span>}
      <button
        type="button"
        tabIndex={-1}
        className="hwg-open"
        data-open-task
        aria-label={t("cell.open", { name: text || t("cell.untitled") })}
      >
        <Open />
      </button>
    </span>
  );
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
    a.touchedBy === b.touchedBy &&
    a.open === b.open &&
    a.t === b.t
  );
});
