/** Zooming by the wheel. */

import { type RefObject, useEffect } from "react";
import type { Timeline } from "./timeline";

/** Ctrl and the wheel zoom around the pointer; frames are not outrun. */
export function useWheelZoom(pane: RefObject<HTMLElement | null>, timeline: Timeline): void {
  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    let factor = 1;
    let offset = 0;
    let frame = 0;
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      factor *= Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0022));
      offset = event.clientX - element.getBoundingClientRect().left;
      frame ||= requestAnimationFrame(() => {
        frame = 0;
        timeline.zoomBy(factor, offset);
        factor = 1;
      });
    };
    element.addEventListener("wheel", onWheel, { passive: false });
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("wheel", onWheel);
    };
  }, [pane, timeline]);
}
