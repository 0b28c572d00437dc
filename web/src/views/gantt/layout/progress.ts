/** The progress line: straight along the status date, out to where each open task is done. Pure. */

export interface ProgressRow {
  readonly top: number;
  readonly height: number;
  /** Where the task is done, in pixels; null where the line passes straight. */
  readonly peak: number | null;
}

/** The line as an SVG path, along `x` from the first row to the last. */
export function progressPath(x: number, rows: readonly ProgressRow[]): string {
  const [first] = rows;
  if (!first) return "";
  let path = `M${round(x)} ${round(first.top)}`;
  for (const { top, height, peak } of rows) {
    if (peak !== null && Math.abs(peak - x) >= 1) {
      path += `L${round(x)} ${round(top + 3)}L${round(peak)} ${round(top + height / 2)}`;
      path += `L${round(x)} ${round(top + height - 3)}`;
    }
    path += `L${round(x)} ${round(top + height)}`;
  }
  return path;
}

/** Where a task's peak lies in minutes; null for what is complete or not due yet. */
export function peakOf(task: {
  readonly percent: number;
  readonly started: boolean;
  readonly start: number;
  readonly doneUntil: number;
  readonly statusDate: number;
}): number | null {
  if (task.percent >= 100) return null;
  if (task.started) return task.doneUntil;
  return task.start < task.statusDate ? task.start : null;
}

const round = (value: number): number => Math.round(value * 10) / 10;
