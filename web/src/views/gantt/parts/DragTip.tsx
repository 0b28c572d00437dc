/** What a drag would bring about, said at the pointer while it lasts. */

import { useTranslation } from "react-i18next";
import type { PlanController } from "~/views/grid/controller";
import type { LinkDrag } from "~/views/moving/gestures";
import { VerdictTip } from "~/views/moving/VerdictTip";
import { verdictOf } from "~/views/moving/verdict";
import { endOf } from "../drawn";
import type { Scale } from "../layout";
import type { Timeline } from "../timeline";

interface DragTipProps {
  readonly controller: PlanController;
  readonly timeline: Timeline;
}

export function DragTip({ controller, timeline }: DragTipProps) {
  const { t } = useTranslation("gantt");
  const { drag, foreseen, refusal } = timeline;
  if (!drag) return null;
  return (
    <VerdictTip
      verdict={verdictOf(drag, foreseen, controller.reading, t)}
      refusal={refusal}
      beside={() => pointerOf(timeline, controller)}
    />
  );
}

/** Before the pointer has moved again: at the bar. */
function pointerOf(timeline: Timeline, controller: PlanController): { x: number; y: number } {
  const held = timeline.drag && `.hwt-bar[data-task-id="${timeline.drag.id}"]`;
  const bar = held
    ? (document.querySelector(`.hwt-row[data-current] ${held}`) ?? document.querySelector(held))
    : null;
  const box = bar?.getBoundingClientRect() ?? controller.viewport.scroller?.getBoundingClientRect();
  return { x: box?.left ?? 0, y: box?.bottom ?? 0 };
}

interface DragLineProps {
  readonly drag: LinkDrag;
  readonly controller: PlanController;
  readonly scale: Scale;
}

/** The line from the held end to the pointer. */
export function DragLine({ drag, controller, scale }: DragLineProps) {
  const scheduled = (id: number) => controller.store.schedule(id);
  const end = endOf(controller, drag.id, scheduled, scale, controller.place);
  if (!end) return null;
  const x = drag.end === "start" ? end.left : end.right;
  return (
    <svg className="hwt-links" aria-hidden width="1" height="1">
      <path className="hwt-rubber" d={`M${x} ${end.y}L${drag.x} ${drag.y}`} />
      <circle className="hwt-rubber-end" cx={drag.x} cy={drag.y} r="4" />
    </svg>
  );
}
