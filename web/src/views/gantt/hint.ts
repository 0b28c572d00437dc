/** Where a newcomer is shown what dragging does. */

import type { PlanController } from "~/views/grid/controller";

/** The bar that a newcomer is shown to drag: the most late one on screen. */
export function hintOf(controller: PlanController, first: number, last: number): number | null {
  const { reading, store } = controller;
  if (!reading.hasBaseline) return null;
  let found: number | null = null;
  let most = 0;
  for (let place = first; place < Math.min(last, controller.lines.length); place++) {
    const line = controller.lines[place];
    if (line?.kind !== "task" || line.line.hasChildren) continue;
    const result = store.schedule(line.id);
    const planned = reading.baseline(line.id)?.finish;
    if (!result?.critical || result.percent_complete >= 100 || planned == null) continue;
    if (result.finish - planned > most) {
      most = result.finish - planned;
      found = line.id;
    }
  }
  return found;
}
