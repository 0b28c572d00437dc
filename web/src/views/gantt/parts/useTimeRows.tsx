/** The lines of the time line that are drawn: bars, spans of groups, lines without dates. */

import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { Colours } from "~/views/colour/colours";
import type { PlanController } from "~/views/grid/controller";
import { useDrawnRows } from "~/views/grid/drawnRows";
import type { Reading } from "~/views/grid/reading";
import type { Drag } from "~/views/moving/gestures";
import type { DrivingPath } from "../driving";
import { mayLead } from "../held";
import { hintOf } from "../hint";
import type { Shown } from "../shown";
import type { Timeline } from "../timeline";
import { GroupSpan } from "./GroupSpan";
import { TimeRow } from "./TimeRow";
import type { Sides } from "./useSight";

export interface TimeRowsProps {
  readonly controller: PlanController;
  readonly timeline: Timeline;
  readonly shown: Shown;
  readonly colours: Colours | null;
  readonly compact: boolean;
  readonly path: DrivingPath;
  readonly sides: Sides;
  /** The places that are drawn, in the order of the document. */
  readonly places: readonly number[];
  readonly t: TFunction<"gantt">;
}

export function useTimeRows(props: TimeRowsProps): ReactNode[] {
  const { controller, timeline, shown, colours, compact, path, sides, t } = props;
  const { store, reading, viewport } = controller;
  const { first, last, rowHeight, slots } = viewport;
  const { scale, overlay, drag } = timeline;
  const hint = hintOf(controller, first, last);
  const focused = controller.selection.cursor.row;
  const kept = useDrawnRows([
    colours,
    controller.revision,
    timeline.revision,
    shown,
    compact,
    path,
    hint,
    rowHeight,
    slots,
    t,
  ]);
  return props.places.map((place) => {
    const away = sides[place - first] ?? null;
    return kept.at(place, away, () => rowAt(place, away !== null));
  });

  function rowAt(place: number, away: boolean): ReactNode {
    const line = controller.lines[place];
    const task = line?.kind === "task" ? store.task(line.id) : undefined;
    const result = line?.kind === "task" ? store.schedule(line.id) : undefined;
    const key = viewport.slot(place);
    const top = place * rowHeight;
    if (line?.kind === "group") {
      const shared = { line, top, scale, controller, compact, t };
      return <GroupSpan key={key} {...shared} />;
    }
    if (line?.kind !== "task" || !task || !result) {
      // A line without dates still is a line: headings, the empty row, a task on its way.
      return <div key={key} className="hwt-row" data-row={line?.key} style={{ top }} />;
    }
    const { id } = line;
    const { block } = controller;
    return (
      <TimeRow
        key={key}
        id={id}
        row={line.key}
        top={top}
        scale={scale}
        reading={reading}
        task={task}
        result={result}
        preview={overlay?.get(id) ?? null}
        baseline={shown.baseline ? (reading.baseline(id) ?? null) : null}
        summary={line.line.hasChildren}
        label={shown.labels || compact ? task.name : ""}
        people={
          compact ? datesOf(result, reading) : shown.labels ? reading.text("assignees", id) : ""
        }
        current={focused === line.key}
        selected={block !== null && place >= block.top && place <= block.bottom}
        hovered={timeline.hovered === id}
        driving={path.tasks.has(id) && path.links.size > 0}
        linkable={timeline.linkingFrom !== null && focused === line.key}
        touched={controller.touches.has(id)}
        collapsed={controller.isFolded(line.key)}
        dim={line.dim}
        colour={colours?.of(id)?.place ?? null}
        drag={dragOf(drag, id)}
        hint={hint === id}
        editable={controller.mayEdit && !compact}
        lead={mayLead(controller, id)}
        compact={compact}
        away={away}
        t={t}
      />
    );
  }
}

/** The drag that a task takes part in, or that would end at it. */
function dragOf(drag: Drag | null, id: number): Drag | null {
  if (!drag || drag.id === id) return drag;
  if (drag.kind === "link") return drag.target?.id === id ? drag : null;
  const others = drag.kind === "move" ? drag.others : [];
  return others.find((other) => other.id === id) ?? null;
}

/** First and last day, beside the name on a phone. */
function datesOf(result: ScheduleRow, reading: Reading): string {
  const start = reading.shortDate(result.start);
  const finish = reading.shortDate(result.finish, true);
  return start === finish ? start : `${start} – ${finish}`;
}
