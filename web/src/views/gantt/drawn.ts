/** Which links are on screen, and their routes. */

import type { LinkRow, ScheduleRow } from "~/protocol/tables.generated";
import type { PlanController } from "~/views/grid/controller";
import { DIAMOND, LEAST_WIDTH, type LinkEnd, route, type Scale, toX } from "./layout";
import type { DrawnLink } from "./parts/Links";
import { kindOf } from "./parts/TimeRow";
import type { Timeline } from "./timeline";

/** Half the height of a bar, by kind. */
const HALF = { task: 8, summary: 5, milestone: DIAMOND };

/**
 * Links of which an end is among the drawn rows; those into collapsed branches are left out. Of a
 * summary that stands in several groups they lead to the row nearest to their other end.
 */
export function drawnLinks(
  controller: PlanController,
  timeline: Timeline,
  first: number,
  last: number,
): DrawnLink[] {
  const { store, lines, viewport } = controller;
  const { scale, overlay } = timeline;
  const rows = store.rows("links");
  const outgoing = store.index("links", "predecessor_id");
  const incoming = store.index("links", "successor_id");
  const found = new Map<number, DrawnLink>();
  const scheduled = (id: number) => overlay?.get(id) ?? store.schedule(id);
  const add = (key: number): void => {
    if (found.has(key)) return;
    const link = rows.get(key);
    if (!link) return;
    const near = controller.placeOf(link.successor_id);
    const at = controller.placeOf(link.predecessor_id, near);
    const from = endOf(controller, link.predecessor_id, scheduled, scale, near);
    const to = endOf(controller, link.successor_id, scheduled, scale, at);
    if (!from || !to) return;
    const points = route(link.type, from, to, viewport.rowHeight);
    found.set(key, { id: key, points, critical: isCritical(link, scheduled) });
  };
  for (let place = first; place < Math.min(last, lines.length); place++) {
    const line = lines[place];
    if (line?.kind !== "task") continue;
    for (const key of outgoing.get(line.id) ?? []) add(key);
    for (const key of incoming.get(line.id) ?? []) add(key);
  }
  return [...found.values()];
}

function isCritical(link: LinkRow, scheduled: (id: number) => ScheduleRow | undefined): boolean {
  const from = scheduled(link.predecessor_id);
  const to = scheduled(link.successor_id);
  return (
    from !== undefined &&
    to !== undefined &&
    from.critical &&
    to.critical &&
    to.driver_id === link.id &&
    from.percent_complete < 100
  );
}

/** Where a task's bar begins and ends, in the row nearest to `near`; undefined where it has none. */
export function endOf(
  controller: PlanController,
  id: number,
  scheduled: (id: number) => ScheduleRow | undefined,
  scale: Scale,
  near = 0,
): LinkEnd | undefined {
  const place = controller.placeOf(id, near);
  const task = controller.store.task(id);
  const result = scheduled(id);
  if (place === undefined || !task || !result) return undefined;
  const kind = kindOf(task, result, controller.reading.isSummary(id));
  const x = toX(scale, result.start);
  const { rowHeight } = controller.viewport;
  const y = place * rowHeight + middleOf(rowHeight);
  if (kind === "milestone") return { left: x - DIAMOND, right: x + DIAMOND, y, half: HALF[kind] };
  const right = Math.max(x + LEAST_WIDTH, toX(scale, result.finish));
  return { left: x, right, y, half: HALF[kind] };
}

/** The middle of the bar within its row: lower where the name stands above it. */
export function middleOf(rowHeight: number): number {
  return rowHeight > 40 ? rowHeight - 15 : rowHeight / 2;
}
