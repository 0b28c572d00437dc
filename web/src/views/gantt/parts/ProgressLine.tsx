/** The progress line over the rows on screen. */

import { memo } from "react";
import type { PlanController } from "~/views/grid/controller";
import type { Reading } from "~/views/grid/reading";
import { type ProgressRow, peakOf, progressPath, type Scale, toX } from "../layout";

interface ProgressLineProps {
  readonly controller: PlanController;
  readonly reading: Reading;
  readonly first: number;
  readonly last: number;
  readonly rowHeight: number;
  readonly scale: Scale;
}

export const ProgressLine = memo(function ProgressLine(props: ProgressLineProps) {
  const { controller, reading, first, last, rowHeight, scale } = props;
  const { statusDate, store } = reading;
  const rows: ProgressRow[] = [];
  for (let place = first; place < Math.min(last, controller.lines.length); place++) {
    const line = controller.lines[place];
    const shared = { top: place * rowHeight, height: rowHeight };
    const task = line?.kind === "task" ? store.task(line.id) : undefined;
    const result = task && store.schedule(task.id);
    if (line?.kind !== "task" || !task?.active || !result || line.line.hasChildren) {
      rows.push({ ...shared, peak: null });
      continue;
    }
    const peak = peakOf({
      percent: result.percent_complete,
      started: task.actual_start !== null || result.percent_complete > 0,
      start: result.start,
      doneUntil: reading.doneUntil(task, result),
      statusDate,
    });
    rows.push({ ...shared, peak: peak === null ? null : toX(scale, peak) });
  }
  return (
    <svg className="hwt-progress" aria-hidden width="1" height="1">
      <path d={progressPath(toX(scale, statusDate), rows)} />
    </svg>
  );
});
