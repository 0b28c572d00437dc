/** Behind rows whose calendar is not the project's: where its time off differs from the project's. */

import { type ReactNode, useMemo } from "react";
import { shadingWork } from "~/model/calendars";
import type { WorkTime } from "~/model/worktime";
import type { PlanController } from "~/views/grid/controller";
import { useDrawnRows } from "~/views/grid/drawnRows";
import { ownShades, type Scale } from "../layout";

interface OwnShadesProps {
  readonly controller: PlanController;
  readonly scale: Scale;
  /** The project's working time. */
  readonly work: WorkTime;
  readonly left: number;
  readonly right: number;
  readonly rowHeight: number;
  /** The rows that are drawn, in the order of the document. */
  readonly places: readonly number[];
}

export function OwnShades(props: OwnShadesProps) {
  const { controller, scale, work, left, right, rowHeight, places } = props;
  const { store, viewport } = controller;
  const shadeOf = useMemo(
    () => ownShades(scale, work, left, right, rowHeight),
    [scale, work, left, right, rowHeight],
  );
  // Rows that were looked at once are not asked for their calendar again while it scrolls.
  const kept = useDrawnRows([shadeOf, controller.revision, viewport.slots]);

  function rowAt(place: number): ReactNode {
    const line = controller.lines[place];
    // A summary works when what is below it does: its own calendar drives nothing.
    if (line?.kind !== "task" || line.line.hasChildren) return null;
    const task = store.task(line.line.id);
    const shade = task ? shadeOf(shadingWork(store, task)) : null;
    if (!shade) return null;
    return (
      <svg
        key={viewport.slot(place)}
        className="hwt-own"
        width={shade.width}
        height={rowHeight}
        style={{ left: shade.left, top: place * rowHeight }}
        aria-hidden
      >
        {shade.on && <path className="hwt-own-on" d={shade.on} />}
        {shade.off && <path className="hwt-own-off" d={shade.off} />}
      </svg>
    );
  }

  return <>{places.map((place) => kept.at(place, null, () => rowAt(place)))}</>;
}
