import type { PlanViewProps } from "~/views/grid/props";

/** The plan as a Gantt: the grid left, the time line right, one vertical scroll. */
export function GanttView(_props: PlanViewProps) {
  return <div className="hwt-view" />;
}
