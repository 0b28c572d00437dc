/** What a drag would bring about, said at the pointer while it lasts. */

import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { PlanController } from "~/views/grid/controller";
import type { LinkDrag } from "~/views/moving/gestures";
import { verdictOf } from "~/views/moving/verdict";
import { endOf } from "../drawn";
import type { Scale } from "../layout";
import type { Timeline } from "../timeline";

interface DragTipProps {
  readonly controller: PlanController;
  readonly timeline: Timeline;
}

const WIDTH = 320;

export function DragTip({ controller, timeline }: DragTipProps) {
  const { t } = useTranslation("gantt");
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  useEffect(() => {
    const move = (event: PointerEvent): void => setAt({ x: event.clientX, y: event.clientY });
    window.addEventListener("pointermove", move);
    return () => window.removeEventListener("pointermove", move);
  }, []);
  const { drag, overlay, refusal } = timeline;
  if (!drag) return null;
  const verdict = verdictOf(drag, overlay, controller.reading, t);
  const place = at ?? pointerOf(timeline, controller);
  const left = Math.max(8, Math.min(place.x + 16, window.innerWidth - WIDTH));
  const top = place.y + 20 > window.innerHeight - 90 ? place.y - 80 : place.y + 20;
  return createPortal(
    <div className="hwt-tip" role="status" style={{ transform: `translate(${left}px, ${top}px)` }}>
      <div className="hwt-tip-line">
        <strong>{verdict.wish}</strong>
        {verdict.effects.map((effect) => (
          <span key={effect}> · {effect}</span>
        ))}
      </div>
      {(refusal ?? verdict.contradiction) !== null && (
        <div className="hwt-tip-no">{refusal ?? verdict.contradiction}</div>
      )}
    </div>,
    document.body,
  );
}

/** Before the pointer has moved again: at the bar. */
function pointerOf(timeline: Timeline, controller: PlanController): { x: number; y: number } {
  const bar = timeline.drag
    ? document.querySelector(`.hwt-bar[data-task-id="${timeline.drag.id}"]`)
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
  const end = endOf(controller, drag.id, (id) => controller.store.schedule(id), scale);
  if (!end) return null;
  const x = drag.end === "start" ? end.left : end.right;
  return (
    <svg className="hwt-links" aria-hidden width="1" height="1">
      <path className="hwt-rubber" d={`M${x} ${end.y}L${drag.x} ${drag.y}`} />
      <circle className="hwt-rubber-end" cx={drag.x} cy={drag.y} r="4" />
    </svg>
  );
}
