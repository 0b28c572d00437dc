/** Sends answers, or keeps them until the server can be reached. */

import { useCallback, useEffect, useRef, useState } from "react";
import { isAway } from "~/here/answers";
import { isForLater, type KeptDeeds, keptDeeds, keptDeedsSoon, waits } from "~/here/kept";
import { queryClient } from "~/here/queries";
import { Refusal, request } from "~/protocol/http";
import { uuid } from "~/protocol/uuid";
import { backoff } from "~/sync/backoff";
import { scopeOf } from "~/sync/journal";
import { httpTransport } from "~/sync/transport";
import { answerCommand, keptAnswer } from "./kept";
import { linkMemory, linkPath } from "./linked";
import type { Asked, Problems, Said, Waiting } from "./query";

/** Send answers with an account, each for itself; what did not go, by task. */
export async function sendAnswers(
  asked: Asked,
  said: readonly Said[],
  user: number,
): Promise<Problems> {
  const problems: Record<number, { field: string; message: string }> = {};
  for (const one of said) {
    const command = answerCommand(uuid(), asked, one);
    const later = (deeds: KeptDeeds) => deeds.keep(keptAnswer(command, asked, one, user));
    const now = keptDeeds();
    if (now && waits(scopeOf(user, asked.project_id))) {
      later(now);
      continue;
    }
    try {
      await httpTransport.command(command, user);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const deeds = isForLater(error) ? await keptDeedsSoon() : null;
      if (deeds) {
        later(deeds);
        continue;
      }
      const [first] = error.problem.errors ?? [];
      problems[one.task_id] = { field: first?.field ?? "", message: error.message };
    }
  }
  return problems;
}

/** What is not answered by a link yet may be sent again. */
const AGAIN = new Set([429, 500]);

/** Send answers by link; the id makes a second sending harmless. */
async function sendByLink(token: string, id: string, said: readonly Said[]): Promise<Problems> {
  const { errors } = await request<{
    answered: number[];
    errors: { task_id: number; field: string; message: string }[];
  }>("POST", `/api/v1${linkPath(token)}`, { answers: said }, undefined, {
    headers: { "Idempotency-Key": id },
    timeout: 30_000,
  });
  return Object.fromEntries(errors.map(({ task_id, ...problem }) => [task_id, problem]));
}

export interface LinkSending {
  /** What is kept here until the server can be reached. */
  readonly waiting: Waiting;
  /** What the server did not take of what had waited, and what was said then. */
  readonly refused: { readonly problems: Problems; readonly said: readonly Said[] } | null;
  readonly send: (said: readonly Said[]) => Promise<Problems>;
}

/** Answers by link: sent at once, or as soon as the server can be reached, through a reload too. */
export function useLinkSending(token: string): LinkSending {
  const [waiting, setWaiting] = useState(() => linkMemory(token).read()?.waiting ?? null);
  const [refused, setRefused] = useState<LinkSending["refused"]>(null);
  const failures = useRef(0);
  /** Something is being sent: nothing overtakes it. */
  const busy = useRef(false);
  /** What waits now: an answer to what waited before leaves it alone. */
  const latest = useRef(waiting);

  // What was taken is told by the server from then on.
  const taken = useCallback(() => {
    void queryClient.invalidateQueries({ queryKey: ["update-link", token] });
  }, [token]);
  const keep = useCallback(
    (next: { id: string; said: readonly Said[] } | null) => {
      linkMemory(token).waiting(next);
      latest.current = next;
      setWaiting(next);
    },
    [token],
  );

  useEffect(() => {
    if (!waiting) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const trying = async (): Promise<void> => {
      clearTimeout(timer);
      if (ended) return;
      if (busy.current) {
        // What came before is being sent.
        timer = setTimeout(() => void trying(), backoff(1));
        return;
      }
      busy.current = true;
      // What waits by now in its place says all of it again.
      const settled = (problems: Problems): void => {
        if (latest.current?.id !== waiting.id) return;
        keep(null);
        if (Object.keys(problems).length > 0) setRefused({ problems, said: waiting.said });
      };
      try {
        const problems = await sendByLink(token, waiting.id, waiting.said);
        failures.current = 0;
        settled(problems);
        taken();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        const { status } = error.problem;
        if (isAway(error) || AGAIN.has(status)) {
          failures.current += 1;
          if (!ended) timer = setTimeout(() => void trying(), backoff(failures.current));
          return;
        }
        // The link is no longer good, or nothing of it can be: said, and there to be typed otherwise.
        const problem = { field: "", message: error.message };
        settled(Object.fromEntries(waiting.said.map((one) => [one.task_id, problem])));
      } finally {
        busy.current = false;
      }
    };
    const now = (): void => {
      if (document.visibilityState !== "hidden") void trying();
    };
    timer = setTimeout(now, backoff(1));
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", now);
    return () => {
      ended = true;
      clearTimeout(timer);
      window.removeEventListener("online", now);
      document.removeEventListener("visibilitychange", now);
    };
  }, [token, waiting, keep, taken]);

  const send = useCallback(
    async (said: readonly Said[]): Promise<Problems> => {
      setRefused(null);
      const id = uuid();
      // What is said anew of a task takes the place of what had waited.
      const known = linkMemory(token).read();
      const before = (known ? known.waiting : latest.current)?.said ?? [];
      const fresh = new Set(said.map((one) => one.task_id));
      const all = [...before.filter((one) => !fresh.has(one.task_id)), ...said];
      if (busy.current) {
        // What waited before is being sent: this goes behind it, so that it is what holds.
        keep({ id, said: all });
        return {};
      }
      busy.current = true;
      try {
        const problems = await sendByLink(token, id, all);
        keep(null);
        if (before.length > 0 && Object.keys(problems).length > 0) {
          setRefused({ problems, said: all });
        }
        taken();
        return problems;
      } catch (error) {
        if (!isAway(error)) throw error;
        keep({ id, said: all });
        return {};
      } finally {
        busy.current = false;
      }
    },
    [token, keep, taken],
  );

  return { waiting: new Map(waiting?.said.map((one) => [one.task_id, one])), refused, send };
}
