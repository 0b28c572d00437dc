/** One task's line of the time line: bar, baseline, float, markers, words. */

import type { TFunction } from "i18next";
import { memo } from "react";
import { splitsOf } from "~/model/effort";
import { partsOf } from "~/model/splits";
import type { ScheduleRow, Tables, TaskRow } from "~/protocol/tables.generated";
import type { Reading } from "~/views/grid/reading";
import type { RowKey } from "~/views/grid/rows";
import type { Drag } from "~/views/moving/gestures";
import { hasBegun } from "../held";
import {
  type Bar,
  type BarKind,
  barFor,
  DIAMOND,
  DOT,
  heldBeside,
  type Scale,
  toX,
} from "../layout";
import { barLabel, phrasesOf } from "../words";
import { Hold, Marks } from "./Marks";
import { SplitBody } from "./SplitBody";

export interface TimeRowProps {
  readonly id: number;
  readonly row: RowKey;
  readonly top: number;
  readonly scale: Scale;
  readonly reading: Reading;
  readonly task: TaskRow;
  /** As planned; what a preview says in its place. */
  readonly result: ScheduleRow;
  readonly preview: ScheduleRow | null;
  readonly baseline: Tables["baseline_tasks"] | null;
  readonly summary: boolean;
  readonly label: string;
  readonly people: string;
  readonly current: boolean;
  readonly selected: boolean;
  readonly hovered: boolean;
  readonly driving: boolean;
  readonly linkable: boolean;
  readonly touched: boolean;
  readonly collapsed: boolean;
  /** There for the outline alone. */
  readonly dim: boolean;
  /** The drag of this task, or the link that would end here. */
  readonly drag: Drag | null;
  readonly hint: boolean;
  readonly editable: boolean;
  /** Whether its left end can be dragged. */
  readonly lead: boolean;
  readonly compact: boolean;
  /** The bar is out of sight, and no words beside it. */
  readonly away: boolean;
  /** Number of the colour that a field gives it, null for the plan's own. */
  readonly colour: number | null;
  readonly t: TFunction<"gantt">;
}

/** The width of the edge by which a bar is stretched. */
const EDGE = 7;
const HELD = new Set(["snet", "snlt", "fnet", "fnlt", "mso", "mfo"]);

export function kindOf(task: TaskRow, result: ScheduleRow, summary: boolean): BarKind {
  if (summary) return "summary";
  return task.milestone && result.start === result.finish ? "milestone" : "task";
}

/** The bar of a task at a scale. */
export function geometry(
  task: TaskRow,
  result: ScheduleRow,
  baseline: Tables["baseline_tasks"] | null,
  summary: boolean,
  scale: Scale,
  resumeDate: number,
  doneUntil: number | null = null,
): Bar {
  const done = result.percent_complete >= 100;
  return barFor(scale, {
    kind: kindOf(task, result, summary),
    start: result.start,
    finish: result.finish,
    percent: result.percent_complete,
    lateFinish:
      task.active && !summary && !done && result.total_float > 0 ? result.late_finish : null,
    baselineStart: baseline?.start ?? null,
    baselineFinish: baseline?.finish ?? null,
    deadline: task.deadline,
    pin: HELD.has(task.constraint) && !summary ? task.constraint_date : null,
    doneUntil,
    resumeDate: task.active ? resumeDate : Number.NEGATIVE_INFINITY,
  });
}

function Row(props: TimeRowProps) {
  const { id, top, scale, reading, result, preview, summary, drag, t } = props;
  const task = asHeld(props.task, drag);
  const shown = preview ?? result;
  const resumeDate = reading.resumeDateOf(task);
  const rested = splitsOf(task).length > 0 ? reading.doneUntil(task, shown) : null;
  const parts =
    rested !== null && !summary && !(drag?.kind === "progress")
      ? partsOf(reading.store, task, shown.start)
      : null;
  const bar = geometry(task, shown, props.baseline, summary, scale, resumeDate, rested);
  const moved =
    preview !== null && (preview.start !== result.start || preview.finish !== result.finish);
  const old = moved ? geometry(task, result, null, summary, scale, resumeDate) : null;
  const critical = shown.critical && shown.percent_complete < 100 && task.active;
  return (
    <div
      className="hwt-row"
      data-row={props.row}
      data-current={props.current || undefined}
      data-hovered={props.hovered || undefined}
      data-selected={props.selected || undefined}
      data-touched={props.touched || undefined}
      data-moved={moved || undefined}
      data-dim={props.dim || undefined}
      style={{ top }}
    >
      {bar.baseline && (
        <div
          className="hwt-baseline"
          data-kind={bar.kind}
          style={{
            left: bar.baseline.x,
            width: Math.max(2, bar.baseline.width),
          }}
        />
      )}
      {bar.tail && <div className="hwt-tail" style={{ left: bar.tail.x, width: bar.tail.width }} />}
      {old && <Ghost bar={old} />}
      <div
        className="hwt-bar"
        role="button"
        tabIndex={props.current ? 0 : -1}
        aria-label={barLabel(task, shown, reading, t)}
        aria-roledescription={phrasesOf(t).role}
        data-task-id={id}
        data-kind={bar.kind}
        data-critical={critical || undefined}
        data-colour={props.colour ?? undefined}
        data-done={shown.percent_complete >= 100 || undefined}
        data-manual={task.mode === "manual" || undefined}
        data-split={parts?.length}
        data-inactive={!task.active || undefined}
        data-hovered={props.hovered || undefined}
        data-driving={props.driving || undefined}
        data-collapsed={props.collapsed || undefined}
        data-linkable={props.linkable || undefined}
        data-hint={props.hint ? "drag" : undefined}
        data-start={shown.start}
        data-finish={shown.finish}
        style={{
          left: bar.x,
          width: bar.kind === "milestone" ? 0 : bar.width,
        }}
      >
        {parts ? (
          <SplitBody
            bar={bar}
            parts={parts.map(([from, to]) => ({
              x: toX(scale, from),
              width: toX(scale, to) - toX(scale, from),
            }))}
            done={rested === null ? bar.done : Math.max(0, toX(scale, rested) - bar.x)}
          />
        ) : (
          <Body bar={bar} drag={drag?.kind === "progress" ? drag.percent : null} />
        )}
        {(props.hovered || props.current) && props.editable && !drag && (
          <Handles
            kind={bar.kind}
            lead={props.lead}
            clear={heldBeside(bar, DOT)}
            piece={pieceOf(parts, scale)}
          />
        )}
        {drag?.kind === "link" && drag.target?.id === id && (
          <span className="hwt-dock" data-end={drag.target.end} />
        )}
      </div>
      {drag && <Wish drag={drag} scale={scale} bar={bar} />}
      <Marks
        bar={bar}
        task={task}
        drag={drag}
        scale={scale}
        editable={props.editable}
        current={props.current}
        reading={reading}
        t={t}
      />
      {parts && props.current && props.editable && (
        <PartHolds {...props} parts={parts} shown={shown} />
      )}
      {!props.away && (props.label || props.people) && (
        <span
          className="hwt-label"
          style={props.compact ? undefined : { left: bar.labelX + 16 }}
          data-summary={summary || undefined}
          aria-hidden
        >
          {props.label && <span dir="auto">{props.label}</span>}
          {props.people && <span className="hwt-people">{props.people}</span>}
        </span>
      )}
    </div>
  );
}

function Body({ bar, drag }: { bar: Bar; drag: number | null }) {
  if (bar.kind === "milestone") return <span className="hwt-diamond" />;
  if (bar.kind === "summary") {
    return (
      <>
        <span className="hwt-bracket" />
        {bar.done > 0 && <span className="hwt-summary-done" style={{ width: bar.done }} />}
      </>
    );
  }
  const done = drag === null ? bar.done : (bar.width * drag) / 100;
  return (
    <span className="hwt-fill">
      {done > 0 && <span className="hwt-done" style={{ width: done }} />}
      {bar.late && (
        <span className="hwt-late" style={{ left: bar.late.x - bar.x, width: bar.late.width }} />
      )}
    </span>
  );
}

interface HandlesProps {
  readonly kind: BarKind;
  readonly lead: boolean;
  /** How far off the dot at its finish is, in pixels. */
  readonly clear: number;
  /** Width of the last part of a split task; undefined for a bar in one piece. */
  readonly piece: number | undefined;
}

/** What one can hold: both ends to link and to resize, the progress. */
function Handles({ kind, lead, clear, piece }: HandlesProps) {
  const edge = piece === undefined ? undefined : { width: Math.min(EDGE, piece / 4) };
  return (
    <>
      <span className="hwt-dot" data-part="link-start" data-kind={kind} />
      <span
        className="hwt-dot"
        data-part="link-finish"
        data-kind={kind}
        style={clear > 0 ? { marginLeft: clear } : undefined}
      />
      {kind === "task" && <span className="hwt-edge" data-part="finish" style={edge} />}
      {kind === "task" && lead && <span className="hwt-edge" data-part="start" />}
      {kind === "task" && <span className="hwt-knob" data-part="progress" />}
    </>
  );
}

type Parts = readonly (readonly [from: number, to: number])[];

function pieceOf(parts: Parts | null, scale: Scale): number | undefined {
  const last = parts?.at(-1);
  return last && toX(scale, last[1]) - toX(scale, last[0]);
}

/** The parts of a split task that the keyboard can take hold of; the first goes with the bar. */
function PartHolds(props: TimeRowProps & { readonly parts: Parts; readonly shown: ScheduleRow }) {
  const { parts, scale, reading, task, shown, t } = props;
  const name = task.name || phrasesOf(t).untitled;
  return parts.map(([from, to], i) => {
    if (i === 0 || hasBegun(reading, task, shown, from)) return null;
    const dates = { start: reading.date(from), finish: reading.date(to, true) };
    const x = toX(scale, from);
    return (
      <Hold
        // biome-ignore lint/suspicious/noArrayIndexKey: parts are told apart by their number alone
        key={i}
        part={`part-${i}`}
        current
        label={t("bar.part", { number: i + 1, name, ...dates })}
        left={x}
        width={toX(scale, to) - x}
      />
    );
  });
}

/** A task with the dates that a hand gives it that drags its deadline, its constraint or a part. */
function asHeld(task: TaskRow, drag: Drag | null): TaskRow {
  switch (drag?.kind) {
    case "deadline":
      return { ...task, deadline: drag.date };
    case "pin":
      return { ...task, constraint_date: drag.date };
    case "part":
      return { ...task, splits: drag.splits };
    default:
      return task;
  }
}

/** Where it was before what is dragged. */
function Ghost({ bar }: { bar: Bar }) {
  return (
    <div
      className="hwt-ghost"
      data-kind={bar.kind}
      style={{
        left: bar.x,
        width: bar.kind === "milestone" ? 0 : bar.width,
      }}
    />
  );
}

/** Where the dragging hand wants it. */
function Wish({ drag, scale, bar }: { drag: Drag; scale: Scale; bar: Bar }) {
  if (drag.kind !== "move" && drag.kind !== "resize") return null;
  const { start, finish } = drag.before;
  const x = toX(scale, drag.start);
  const width =
    drag.kind === "move"
      ? (finish - start) * scale.perMinute
      : toX(scale, drag.finish) - toX(scale, drag.start);
  return (
    <div
      className="hwt-wish"
      data-kind={bar.kind}
      style={
        bar.kind === "milestone"
          ? { left: x - DIAMOND, width: 2 * DIAMOND }
          : { left: x, width: Math.max(4, width) }
      }
    />
  );
}

/** `reading` is a new object a revision: what of it shows here is compared by itself. */
export const TimeRow = memo(Row, (a, b) => {
  for (const key of Object.keys(a) as (keyof TimeRowProps)[]) {
    if (key !== "reading" && a[key] !== b[key]) return false;
  }
  return a.reading.resumeDateOf(a.task) === b.reading.resumeDateOf(b.task);
});
