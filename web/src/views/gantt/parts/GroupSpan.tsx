/** From when to when a group's tasks are, beside its heading. */

import type { TFunction } from "i18next";
import { totalsOf } from "~/model/grouping";
import type { PlanController } from "~/views/grid/controller";
import { Chevron } from "~/views/grid/parts/Icons";
import type { GroupLine } from "~/views/grid/rows";
import { type Scale, toX } from "../layout";

interface GroupSpanProps {
  readonly controller: PlanController;
  readonly line: GroupLine;
  readonly top: number;
  readonly scale: Scale;
  /** Without a grid beside it: then the heading stands here. */
  readonly compact: boolean;
  readonly t: TFunction<"gantt">;
}

export function GroupSpan({ controller, line, top, scale, compact, t }: GroupSpanProps) {
  const { start, finish, count } = totalsOf(line.ids, controller);
  const closed = controller.closed.has(line.key);
  const x = start === null ? 0 : toX(scale, start);
  return (
    <div className="hwt-row hwt-group" data-row={line.key} style={{ top }}>
      {compact && (
        <button
          type="button"
          className="hwt-group-name"
          aria-expanded={!closed}
          onClick={() => controller.closeGroup(line.key, !closed)}
        >
          <Chevron down={!closed} />
          {line.label}
          <span className="hw-dim">{t("groupCount", { count })}</span>
        </button>
      )}
      {start !== null && finish !== null && (
        <div
          className="hwt-group-span"
          style={{ left: x, width: Math.max(2, toX(scale, finish) - x) }}
        />
      )}
    </div>
  );
}
