/** The heading of a group, with its totals. */

import type { TFunction } from "i18next";
import type { PlanController } from "../controller";
import type { GroupLine } from "../rows";
import { cellId } from "./GridRow";
import { Chevron } from "./Icons";

interface GroupRowProps {
  readonly controller: PlanController;
  readonly line: GroupLine;
  readonly place: number;
  readonly top: number;
  readonly current: boolean;
  readonly closed: boolean;
  readonly t: TFunction<"grid">;
}

export function GroupRow({ controller, line, place, top, current, closed, t }: GroupRowProps) {
  const { reading, store } = controller;
  let start = Number.POSITIVE_INFINITY;
  let finish = Number.NEGATIVE_INFINITY;
  let length = 0;
  let done = 0;
  for (const id of line.ids) {
    const result = store.schedule(id);
    if (!result) continue;
    start = Math.min(start, result.start);
    finish = Math.max(finish, result.finish);
    length += result.duration;
    done += (result.duration * result.percent_complete) / 100;
  }
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      aria-level={1}
      aria-expanded={!closed}
      className="hwg-row hwg-group"
      data-row={line.key}
      data-current={current || undefined}
      style={{ top }}
    >
      <div role="gridcell" className="hwg-group-cell" id={cellId(line.key, "name")} data-col="name">
        <button
          type="button"
          tabIndex={-1}
          className="hwg-toggle"
          data-toggle
          data-collapsed={closed || undefined}
          aria-label={t(closed ? "cell.expand" : "cell.collapse", { name: line.label })}
        >
          <Chevron down={!closed} />
        </button>
        <strong>{line.label}</strong>
        <span className="hwg-group-total">
          {t("group.count", { count: line.ids.length })}
          {length > 0 && ` · ${reading.span(Math.round(length))}`}
          {length > 0 && ` · ${Math.round((100 * done) / length)}%`}
          {start < finish && ` · ${reading.date(start)} – ${reading.date(finish, true)}`}
        </span>
      </div>
    </div>
  );
}
