import type { PlanViewProps } from "~/views/grid/props";

/** The plan as a spreadsheet. */
export function SheetView(_props: PlanViewProps) {
  return <div className="hwg-view" />;
}
