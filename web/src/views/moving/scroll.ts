/** How large a board or backlog is, and which part of it is to be drawn. */

import {
  type UIEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";

/** What is drawn moves on in steps, so that not every pixel of scrolling renders. */
const STEP = 240;
/** Drawn beyond what can be seen: more than a step, so that nothing seen is ever missing. */
const BEYOND = 480;

export interface Seen {
  readonly from: number;
  readonly until: number;
}

/** How far it is scrolled, for what is drawn of it alone: nothing around it renders again. */
export class Scrolling {
  #step = 0;
  readonly #listeners = new Set<() => void>();

  readonly step = (): number => this.#step;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  to(top: number): void {
    const step = Math.floor(top / STEP);
    if (step === this.#step) return;
    this.#step = step;
    for (const listener of [...this.#listeners]) listener();
  }
}

/** The part that is to be drawn; one that is scrolled into sight is there in the same frame. */
export function useSeen(scrolling: Scrolling, height: number): Seen {
  const from = useSyncExternalStore(scrolling.subscribe, scrolling.step) * STEP;
  return useMemo(
    () => ({ from: from - BEYOND, until: from + STEP + height + BEYOND }),
    [from, height],
  );
}

export function useScroll() {
  const ref = useRef<HTMLElement>(null);
  const [scrolling] = useState(() => new Scrolling());
  const [size, setSize] = useState({ width: window.innerWidth, height: window.innerHeight });

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

  const onScroll = useCallback(
    (event: UIEvent<HTMLElement>) => scrolling.to(event.currentTarget.scrollTop),
    [scrolling],
  );
  return { ref, ...size, scrolling, onScroll };
}
