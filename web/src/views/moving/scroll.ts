/** How large the board is and which part of it is to be drawn. */

import { type UIEvent, useCallback, useLayoutEffect, useRef, useState } from "react";

/** What is drawn moves on in steps, so that not every pixel of scrolling renders. */
const STEP = 240;
/** Drawn beyond what can be seen: more than a step, so that nothing seen is ever missing. */
const BEYOND = 480;

export interface Seen {
  readonly from: number;
  readonly until: number;
}

export function useScroll() {
  const ref = useRef<HTMLElement>(null);
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight });
  const [step, setStep] = useState(0);

  useLayoutEffect(() => {
    const board = ref.current;
    if (!board) return;
    const measure = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = board;
        return before.width === width && before.height === height ? before : { width, height };
      });
    measure();
    const watcher = new ResizeObserver(measure);
    watcher.observe(board);
    return () => watcher.disconnect();
  }, []);

  const onScroll = useCallback((event: UIEvent<HTMLElement>) => {
    setStep(Math.floor(event.currentTarget.scrollTop / STEP));
  }, []);

  const from = step * STEP;
  const seen: Seen = { from: from - BEYOND, until: from + STEP + size.height + BEYOND };
  return { ref, ...size, seen, onScroll };
}
