/** Showing a task that something else asked for: the palette, a reason, an address. */

import { useEffect, useLayoutEffect, useRef } from "react";
import type { PlanController } from "./controller";

/** Bring `id` into sight whenever it is a new one; `then` may bring its dates into sight too. */
export function useReveal(
  controller: PlanController,
  id: number | null | undefined,
  then?: (id: number) => void,
): void {
  const after = useRef(then);
  useLayoutEffect(() => {
    after.current = then;
  });
  useEffect(() => {
    if (id === null || id === undefined) return;
    // The stage is measured by now: this effect runs after its own.
    const frame = requestAnimationFrame(() => {
      controller.reveal(id);
      after.current?.(id);
    });
    return () => cancelAnimationFrame(frame);
  }, [controller, id]);
}

/** An empty plan begins with the cursor in its first row. */
export function useFirstRow(controller: PlanController): void {
  useEffect(() => {
    if (controller.mayEdit && controller.store.outline().length === 0) controller.setFocused(true);
  }, [controller]);
}
