/** The plan as a Gantt: the grid left, the time line right, one vertical scroll. */

import { useEffect, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useOnly } from "~/here/only";
import type { ScheduleRow } from "~/protocol/tables.generated";
import { useSession } from "~/store/react";
import { ColourLegend } from "~/views/colour/ColourLegend";
import { useColours } from "~/views/colour/scope";
import { PlanController } from "~/views/grid/controller";
import { useModel } from "~/views/grid/model";
import { GridPane } from "~/views/grid/parts/GridPane";
import { OnlyBar } from "~/views/grid/parts/OnlyBar";
import { Stage } from "~/views/grid/parts/Stage";
import { RowDrag } from "~/views/grid/pointer";
import type { PlanViewProps } from "~/views/grid/props";
import { isNumber, recall, remember } from "~/views/grid/remember";
import { useFirstRow, useReveal } from "~/views/grid/reveal";
import { Viewport } from "~/views/grid/viewport";
import { Dragging } from "./dragging";
import { Splitter } from "./parts/Splitter";
import { TimePane } from "./parts/TimePane";
import { Toolbar } from "./parts/Toolbar";
import { ShownModel } from "./shown";
import { Timeline } from "./timeline";
import "../grid/grid.css";
import "./gantt.css";

/** What the grid shows beside the time line until somebody chooses. */
const COLUMNS = ["line", "name", "duration", "start", "finish", "predecessors", "percent"];
/** Below this width there is no grid: names stand above the bars. */
const COMPACT = 640;
const COMPACT_ROW = 48;

/** The grid as far as the finish. */
const AT_FIRST = 601;

interface GanttProps extends PlanViewProps {
  /** Dates that somebody proposes, shown over the plan's own while nothing is dragged. */
  readonly proposed?: ReadonlyMap<number, ScheduleRow> | null;
}

export function GanttView(props: GanttProps) {
  const { onOpenTask, openTaskId, reveal, proposed = null } = props;
  const { t } = useTranslation("gantt");
  const session = useSession();
  const parts = useMemo(() => {
    const controller = new PlanController(session, new Viewport(), "gantt", COLUMNS);
    const timeline = new Timeline(session.store);
    const dragging = new Dragging(controller, timeline);
    return { controller, timeline, dragging, rows: new RowDrag(), shown: new ShownModel() };
  }, [session]);
  const { controller, timeline, dragging, rows } = parts;
  const shown = useModel(parts.shown, (model) => model.value);
  const colours = useColours();
  const width = useModel(controller.viewport, (viewport) => viewport.width);
  const compact = width > 0 && width < COMPACT;
  const [grid, setGrid] = useState(() => recall("gantt.grid", 0, isNumber));
  const gridWidth = Math.min(grid || Math.min(AT_FIRST, width * 0.5), Math.max(160, width - 160));

  useEffect(() => controller.connect(), [controller]);
  useEffect(() => () => dragging.end(), [dragging]);
  useEffect(() => dragging.propose(proposed), [dragging, proposed]);
  useFirstRow(controller);
  // What is shown alone is brought into sight as a whole, each way of looking at it.
  const only = useOnly(session.store.projectId);
  const alone = only?.choices[only.chosen]?.tasks;
  useEffect(() => {
    const rows = [...(alone ?? [])].flatMap((id) => session.store.schedule(id) ?? []);
    if (rows.length === 0) return;
    const start = Math.min(...rows.map((row) => row.start));
    timeline.showAll(start, Math.max(...rows.map((row) => row.finish)));
  }, [alone, session, timeline]);
  useReveal(controller, reveal, (id) => {
    if (alone?.has(id)) return;
    const result = session.store.schedule(id);
    if (result) timeline.show(result.start);
  });

  return (
    <div className="hwg-view" data-view="gantt">
      <Toolbar
        controller={controller}
        timeline={timeline}
        shown={parts.shown}
        colours={colours}
        compact={compact}
        openTaskId={openTaskId}
      />
      <OnlyBar controller={controller} />
      <ColourLegend />
      <Stage
        controller={controller}
        rowHeight={compact ? COMPACT_ROW : undefined}
        onOpenTask={onOpenTask}
      >
        {!compact && (
          <>
            <div className="hwg-side" style={{ width: gridWidth }}>
              <GridPane
                controller={controller}
                rows={rows}
                openTaskId={openTaskId}
                onOpenTask={onOpenTask}
                nudge={(id, by, resize) =>
                  void dragging.nudge(id, by, resize ? "finish" : "body", t)
                }
                toBars={() => {
                  const id = controller.current;
                  const result = id === null ? undefined : session.store.schedule(id);
                  if (result) timeline.show(result.start);
                  document
                    .querySelector<HTMLElement>(".hwt-row[data-current] .hwt-bar")
                    ?.focus({ preventScroll: true });
                }}
              />
            </div>
            <Splitter
              label={t("splitter")}
              width={gridWidth}
              least={160}
              most={Math.max(160, width - 160)}
              onChange={(next) => {
                setGrid(next);
                remember("gantt.grid", next);
              }}
            />
          </>
        )}
        <TimePane
          controller={controller}
          timeline={timeline}
          dragging={dragging}
          shown={shown}
          colours={colours}
          compact={compact}
          openTaskId={openTaskId}
          onOpenTask={onOpenTask}
        />
      </Stage>
    </div>
  );
}
