/**
 * Where the pointer is that drags something. What the drag library tells is drawn first: on a busy
 * machine it is a step behind, and a drop would go where the pointer was before.
 */

export interface Point {
  readonly clientX: number;
  readonly clientY: number;
}

export interface Pointer {
  /** Where it is now, or was as it let go. */
  at(): Point;
  stop(): void;
}

const TOLD = ["mousemove", "mouseup", "touchmove", "touchend"] as const;

/** Follow the pointer that began with `event`; null where it was no pointer. */
export function followPointer(event: Event): Pointer | null {
  const first = pointOf(event);
  if (!first) return null;
  let last = first;
  const abort = new AbortController();
  const { signal } = abort;
  const look = (event: Event): void => {
    last = pointOf(event) ?? last;
  };
  // Before whoever else listens: the drop itself is one of these events.
  for (const name of TOLD) {
    window.addEventListener(name, look, { signal, capture: true, passive: true });
  }
  return { at: () => last, stop: () => abort.abort() };
}

function pointOf(event: Event): Point | null {
  if ("touches" in event) {
    const { touches, changedTouches } = event as TouchEvent;
    return touches[0] ?? changedTouches[0] ?? null;
  }
  return event instanceof MouseEvent ? event : null;
}
