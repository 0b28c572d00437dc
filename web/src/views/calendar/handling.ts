/** From pointer and keys to what is carried, and to the day that has the keyboard. */

import {
  type KeyboardEvent,
  type PointerEvent as ReactPointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useReducer,
  useRef,
  useState,
} from "react";
import { dayOf } from "~/model/moments";
import { weekOf } from "~/model/week";
import { useLatest } from "~/ui/latest";
import type { Carry, Hold } from "./carry";
import type { Entry } from "./entries";
import { monthsOn, WEEK } from "./layout";

interface Handled {
  readonly root: RefObject<HTMLElement | null>;
  readonly carry: Carry;
  /** The day that has the keyboard. */
  readonly day: number;
  readonly first: number;
  readonly today: number;
  readonly onDay: (day: number) => void;
  /** Go one month or week on or back. */
  readonly onStep: (by: number) => void;
  readonly onOpen: (entry: Entry) => void;
  /** Make a task from one day to another; null for who may not. */
  readonly onSpan: ((first: number, last: number) => void) | null;
}

/** Pixels before a press becomes a drag, and milliseconds over an arrow until it turns the page. */
const SLACK = 4;
const TURN = 650;

const ALONG: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -WEEK,
  ArrowDown: WEEK,
};

function dayUnder(x: number, y: number): number | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const day = (element as HTMLElement).dataset?.day;
    if (day !== undefined) return Number(day);
  }
  return null;
}

export function useHandling(handled: Handled) {
  const now = useLatest(handled);
  const { carry } = handled;
  const [byKeys, setByKeys] = useState(false);
  /** The day under what is carried by pointer. */
  const [target, setTarget] = useState<number | null>(null);
  /** What is to have the keyboard once it is drawn. */
  const wanted = useRef<string | null>(null);

  useEffect(() => {
    const selector = wanted.current;
    if (selector === null) return;
    const found = now.current.root.current?.querySelector<HTMLElement>(selector);
    if (!found) return;
    wanted.current = null;
    found.focus({ preventScroll: false });
  });

  // Drawn anew even where the day stays: only then is what is wanted looked for.
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const focusDay = useCallback((day: number) => {
    wanted.current = `[data-day="${day}"]`;
    now.current.onDay(day);
    draw();
  }, []);
  const focusEntry = useCallback((entry: number | string, day: number) => {
    wanted.current = `[data-entry="${entry}"]`;
    now.current.onDay(day);
    draw();
  }, []);

  // A press that the view does not outlive ends with it.
  const pressing = useRef<AbortController | null>(null);
  useEffect(() => () => pressing.current?.abort(), []);

  const press = useCallback(
    (event: ReactPointerEvent<HTMLElement>, entry: Entry, hold: Hold) => {
      const pressed = dayUnder(event.clientX, event.clientY);
      const movable = (entry.kind === "task" || entry.kind === "milestone") && carry.may(entry.id);
      const abort = new AbortController();
      pressing.current = abort;
      const { signal } = abort;
      let dragging = false;
      let went = false;
      let turning: { by: string; timer: ReturnType<typeof setTimeout> } | null = null;
      const end = (): void => {
        abort.abort();
        setTarget(null);
      };
      signal.addEventListener("abort", () => turning && clearTimeout(turning.timer));
      const turn = (x: number, y: number): void => {
        const by = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-flip]")
          ?.dataset.flip;
        if (by === turning?.by) return;
        if (turning) clearTimeout(turning.timer);
        turning = null;
        if (by === undefined) return;
        const go = (): void => {
          now.current.onStep(Number(by));
          if (turning) turning.timer = setTimeout(go, TURN);
        };
        turning = { by, timer: setTimeout(go, TURN) };
      };
      const same = (other: PointerEvent): boolean => other.pointerId === event.pointerId;
      window.addEventListener(
        "pointermove",
        (move) => {
          if (!same(move)) return;
          const far = Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY);
          went ||= far >= SLACK;
          if (!movable || pressed === null) return;
          if (!dragging) {
            if (!went) return;
            dragging = true;
            setByKeys(false);
            carry.begin(entry.id, hold);
          }
          turn(move.clientX, move.clientY);
          const day = dayUnder(move.clientX, move.clientY);
          if (day === null) return;
          setTarget(day);
          carry.to(day - pressed);
        },
        { signal },
      );
      window.addEventListener(
        "pointerup",
        (up) => {
          if (!same(up)) return;
          end();
          if (dragging) carry.drop();
          else if (!went) now.current.onOpen(entry);
        },
        { signal },
      );
      window.addEventListener(
        "pointercancel",
        (other) => {
          if (!same(other)) return;
          end();
          carry.cancel();
        },
        { signal },
      );
      window.addEventListener(
        "keydown",
        (key) => {
          if (key.key !== "Escape" || !dragging) return;
          key.preventDefault();
          key.stopPropagation();
          end();
          carry.cancel();
        },
        { signal, capture: true },
      );
    },
    [carry],
  );

  /** The days that are chosen for a new task: pulled over, or gone over with Shift. */
  const [pulled, setPulled] = useState<Span | null>(null);
  const from = useRef<number | null>(null);

  const pressDay = useCallback((event: ReactPointerEvent<HTMLElement>, day: number) => {
    setPulled(null);
    from.current = null;
    // A finger that moves scrolls.
    if (event.button !== 0 || event.pointerType === "touch" || !now.current.onSpan) return;
    const abort = new AbortController();
    pressing.current = abort;
    const { signal } = abort;
    let to = day;
    const end = (): void => {
      abort.abort();
      setPulled(null);
    };
    window.addEventListener(
      "pointermove",
      (move) => {
        const under = dayUnder(move.clientX, move.clientY);
        if (move.pointerId !== event.pointerId || under === null || under === to) return;
        to = under;
        setPulled(to === day ? null : spanOf(day, to));
      },
      { signal },
    );
    window.addEventListener(
      "pointerup",
      (up) => {
        if (up.pointerId !== event.pointerId) return;
        end();
        if (to !== day) now.current.onSpan?.(...spanOf(day, to));
      },
      { signal },
    );
    window.addEventListener("pointercancel", end, { signal });
    window.addEventListener(
      "keydown",
      (key) => {
        if (key.key !== "Escape") return;
        key.preventDefault();
        key.stopPropagation();
        end();
      },
      { signal, capture: true },
    );
  }, []);

  // While keys carry a task all of them are for it, wherever its bar is drawn anew.
  useEffect(() => {
    if (!byKeys) return;
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const { drag } = carry;
      if (!drag) return;
      const along = ALONG[event.key];
      const stop = (): void => {
        event.preventDefault();
        event.stopPropagation();
      };
      const rest = (): void => {
        setByKeys(false);
        focusEntry(drag.id, heldDay(drag));
      };
      if (along !== undefined) {
        stop();
        carry.step(along);
        const next = carry.drag;
        if (next) focusEntry(next.id, heldDay(next));
      } else if (event.key === "Enter" || event.key === " ") {
        stop();
        const landed = carry.dates?.get(drag.id);
        carry.drop();
        setByKeys(false);
        focusEntry(drag.id, landed ? dayOf(landed.start) : heldDay(drag));
      } else if (event.key === "Escape") {
        stop();
        carry.cancel();
        setByKeys(false);
        focusEntry(drag.id, dayOf(drag.before.start));
      } else if (event.key === "Tab") {
        carry.cancel();
        rest();
      }
    };
    const leave = (): void => {
      carry.cancel();
      setByKeys(false);
    };
    window.addEventListener("keydown", onKey, { capture: true });
    window.addEventListener("pointerdown", leave);
    return () => {
      window.removeEventListener("keydown", onKey, { capture: true });
      window.removeEventListener("pointerdown", leave);
    };
  }, [byKeys, carry, focusEntry]);

  const onEntryKey = useCallback(
    (event: KeyboardEvent<HTMLElement>, entry: Entry) => {
      const along = ALONG[event.key];
      if (event.ctrlKey || event.metaKey) return;
      if (event.altKey && along !== undefined) {
        event.preventDefault();
        const movable = entry.kind === "task" || entry.kind === "milestone";
        const stretch = event.shiftKey;
        if (!movable || !carry.may(entry.id) || (stretch && entry.kind !== "task")) return;
        carry.begin(entry.id, stretch ? "finish" : "move");
        setByKeys(true);
        carry.step(along);
        if (carry.drag) focusEntry(entry.id, heldDay(carry.drag));
        return;
      }
      const { day, root } = now.current;
      if (event.key === "Escape" || event.key === "ArrowLeft" || event.key === "ArrowRight") {
        if (event.currentTarget.classList.contains("hwc-line")) return;
        event.preventDefault();
        event.stopPropagation();
        focusDay(event.key === "Escape" ? day : day + (along ?? 0));
      } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        event.preventDefault();
        const stops = [
          ...(root.current?.querySelectorAll<HTMLElement>(".hwc-bar, .hwc-line") ?? []),
        ]
          .filter((one) => one.tabIndex === 0)
          .sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
        const at = stops.indexOf(event.currentTarget) + (event.key === "ArrowDown" ? 1 : -1);
        if (at < 0 && event.currentTarget.classList.contains("hwc-bar")) focusDay(day);
        else stops[at]?.focus();
      }
    },
    [carry, focusDay, focusEntry],
  );

  const onDayKey = useCallback(
    (event: KeyboardEvent<HTMLElement>, day: number) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const along = ALONG[event.key];
      const { first, today } = now.current;
      const next =
        along !== undefined
          ? day + along
          : event.key === "Home"
            ? weekOf(day, first)
            : event.key === "End"
              ? weekOf(day, first) + WEEK - 1
              : event.key === "PageUp"
                ? monthsOn(day, -1)
                : event.key === "PageDown"
                  ? monthsOn(day, 1)
                  : event.key.toLowerCase() === "t"
                    ? today
                    : null;
      if (next === null) {
        if (event.key === "Escape") setPulled(null);
        return;
      }
      event.preventDefault();
      if (event.shiftKey && along !== undefined && now.current.onSpan) {
        from.current ??= day;
        setPulled(next === from.current ? null : spanOf(from.current, next));
      } else {
        from.current = null;
        setPulled(null);
      }
      focusDay(next);
    },
    [focusDay],
  );

  return { byKeys, target, pulled, press, pressDay, onEntryKey, onDayKey, focusDay };
}

export type Span = readonly [first: number, last: number];

function spanOf(a: number, b: number): Span {
  return [Math.min(a, b), Math.max(a, b)];
}

/** The day at the end that is held. */
function heldDay(drag: NonNullable<Carry["drag"]>): number {
  if (drag.kind === "resize" && drag.end === "finish") return dayOf(drag.finish - 1);
  return dayOf(drag.start);
}
