/**
 * Saves a description a moment after one stops writing, and when one leaves it or the page, as one
 * change; whoever does not stop has it saved every few seconds. What
 * the server refuses is kept; what another wrote meanwhile is not written over before one has chosen.
 */

import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from "react";
import { setNotes } from "~/commands";
import { useSession, useStore } from "~/store/react";
import { keepRefused, type Other, onRefused, refusedText } from "./drafts";

const PAUSE = 1200;
/** Milliseconds after the first unsaved key at which it is saved though one goes on writing. */
const LATEST = 5000;
/** In the place of a reason: it was not refused, but left before one had chosen. */
const LEFT = "";

export interface Saving {
  /** What the field shows: one's own in a clash, or what was refused, else what is saved. */
  readonly shown: string;
  /** Written but not saved yet. */
  readonly dirty: boolean;
  /** What another wrote since one began, who and when, and one's own text beside it. */
  readonly clash: {
    readonly mine: string;
    readonly theirs: string;
    readonly other?: Other | null | undefined;
  } | null;
  /** Why the text was refused. */
  readonly refused: string | undefined;
  /** Say that something was written; `read` gives the text when it is needed. */
  readonly edited: (read: () => string) => void;
  readonly save: () => void;
  /** Another number each time that one's own text is given up: the field begins anew. */
  readonly round: number;
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

export function useSaving(taskId: number): Saving {
  const session = useSession();
  const { projectId } = session.store;
  const value = useStore((store) => store.task(taskId)?.notes ?? "");
  const refused = useSyncExternalStore(onRefused, () => refusedText(projectId, taskId));
  /** Reads what one wrote and has not saved yet; null for nothing. */
  const [mine, setMine] = useState<(() => string) | null>(null);
  const [theirs, setTheirs] = useState<string | null>(null);
  const [beat, setBeat] = useState(0);
  const [round, setRound] = useState(0);
  /** What was saved when one began, or last saved oneself. */
  const base = useRef(value);
  /** The same as `mine`, for what happens between two drawings. */
  const reading = useRef<(() => string) | null>(null);
  const hold = useCallback((read: (() => string) | null) => {
    reading.current = read;
    setMine(() => read);
  }, []);
  /** When the first key came that is not saved. */
  const since = useRef(0);
  /** Who else wrote last. */
  const other = useRef<Other | null>(null);
  useEffect(
    () =>
      session.onChangeset(({ inputs, actor, at }, own) => {
        const wrote = inputs.tasks?.updated.some(
          ({ id, after }) => id === taskId && "notes" in after,
        );
        if (wrote && !own) other.current = { by: actor.name, at };
      }),
    [session, taskId],
  );

  const send = useCallback(
    async (text: string) => {
      base.current = text;
      hold(null);
      keepRefused(projectId, taskId, null);
      const outcome = await setNotes(session, taskId, text);
      // A clash is asked about where all clashes are.
      if (outcome.ok || outcome.problem.type === "conflict") return;
      keepRefused(projectId, taskId, { text, why: outcome.problem.detail });
    },
    [session, projectId, taskId, hold],
  );

  const save = useCallback(() => {
    const text = reading.current?.();
    if (text === undefined) return;
    const now = session.store.task(taskId)?.notes;
    if (now === undefined) return;
    const left = refusedText(projectId, taskId);
    if (left?.why === LEFT) {
      keepRefused(projectId, taskId, { ...left, text, other: other.current ?? left.other ?? null });
      return;
    }
    if (now !== base.current && now !== text) {
      setTheirs(now);
      return;
    }
    if (now === text) {
      base.current = text;
      hold(null);
      return;
    }
    void send(text);
  }, [session, projectId, taskId, send, hold]);

  const latest = useRef(save);
  useLayoutEffect(() => {
    latest.current = save;
    // Nothing of one's own is open: what others write is what one goes on from.
    if (!reading.current) base.current = value;
  });

  useEffect(() => {
    if (!beat || theirs !== null || !reading.current) return;
    const left = since.current + LATEST - performance.now();
    const timer = setTimeout(save, Math.max(0, Math.min(PAUSE, left)));
    return () => clearTimeout(timer);
  }, [beat, theirs, save]);

  // A page that is hidden may never come back. Before others take what there is: while it comes down.
  useEffect(() => {
    const leave = () => {
      if (document.visibilityState === "hidden") latest.current();
    };
    const gone = () => latest.current();
    document.addEventListener("visibilitychange", leave, true);
    window.addEventListener("pagehide", gone, true);
    return () => {
      document.removeEventListener("visibilitychange", leave, true);
      window.removeEventListener("pagehide", gone, true);
    };
  }, []);
  // What was written is saved even if the panel goes away first.
  useEffect(
    () => () => {
      const text = reading.current?.();
      const now = session.store.task(taskId)?.notes;
      const clashes = text !== undefined && now !== base.current && now !== text;
      if (clashes) keepRefused(projectId, taskId, { text, why: LEFT, other: other.current });
      else latest.current();
    },
    [session, projectId, taskId],
  );

  let clash: Saving["clash"] = null;
  if (theirs !== null) clash = { mine: mine?.() ?? "", theirs, other: other.current };
  // It was left before one could choose.
  else if (refused?.why === LEFT) {
    clash = { mine: mine?.() ?? refused.text, theirs: value, other: refused.other };
  }

  return {
    shown: clash?.mine ?? (refused && !mine ? refused.text : value),
    dirty: mine !== null,
    clash,
    refused: refused?.why || undefined,
    edited: useCallback(
      (read) => {
        if (!reading.current) since.current = performance.now();
        hold(read);
        setBeat((count) => count + 1);
      },
      [hold],
    ),
    save,
    round,
    keepMine: () => {
      const text = reading.current?.() ?? refused?.text;
      setTheirs(null);
      if (text !== undefined) void send(text);
    },
    takeTheirs: () => {
      base.current = value;
      hold(null);
      setTheirs(null);
      setRound((count) => count + 1);
      keepRefused(projectId, taskId, null);
    },
  };
}
