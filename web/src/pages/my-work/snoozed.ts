/**
 * Tasks that somebody does not want to see before a day: kept by the server for the account, so that
 * what is put to sleep at the desk sleeps on the phone. What is not sent yet is kept in this browser.
 */

import { useLocalStorage } from "@mantine/hooks";
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo } from "react";
import { askOrRecall } from "~/here/answers";
import { isForLater } from "~/here/kept";
import { queryClient } from "~/here/queries";
import { DAY, fromIso, toIso } from "~/model/moments";
import type { SleepingList as Sleeping } from "~/protocol/answers.generated";
import { api, Refusal, request } from "~/protocol/http";
import { AGAIN } from "~/sync/queue";

/** By task, the first day (since 1970-01-01) on which it is shown again; of what is not sent yet, 0
 * wakes it. */
export type Snoozed = Readonly<Record<string, number>>;

const NONE: Snoozed = {};
const PATH = "/my-work/snoozed";
/** Milliseconds between two looks at what was put to sleep elsewhere, and between two tries to send. */
const PAUSE = 5_000;

/** One after the other: what was said last is what counts. */
let line: Promise<void> = Promise.resolve();

const query = queryOptions({
  queryKey: ["my-work-snoozed"],
  queryFn: ({ signal }) =>
    askOrRecall(
      PATH,
      () => api.get<Sleeping>(PATH, signal),
      () => queryClient.getQueryData(["my-work-snoozed"]) !== undefined,
    ),
  networkMode: "always",
  staleTime: 0,
  refetchInterval: PAUSE,
  retry: false,
});

/** Say until when a task sleeps; refused where somebody else than `account` is signed in by now. */
function put(task: string, until: string | null, account: number): Promise<Sleeping> {
  const headers = { "X-Headway-Account": String(account) };
  return request("PUT", `/api/v1${PATH}/${task}`, { until }, undefined, { headers });
}

/** What sleeps, with what was said here and is not sent yet. */
export function shownOf(sleeping: Sleeping | undefined, unsent: Snoozed): Snoozed {
  const all: Record<string, number> = {};
  for (const { task_id, until } of sleeping?.items ?? []) {
    all[task_id] = Math.floor((fromIso(`${until}T00:00`) ?? 0) / DAY);
  }
  return Object.fromEntries(Object.entries({ ...all, ...unsent }).filter(([, day]) => day > 0));
}

export function useSnoozed(userId: number) {
  // Browsers that knew no server for it kept all that sleeps under this key: it is sent once.
  const [unsent, setUnsent] = useLocalStorage<Snoozed>({
    key: `hw-snoozed-${userId}`,
    defaultValue: NONE,
    getInitialValueInEffect: false,
  });
  const { data } = useQuery(query);

  useEffect(() => {
    const waiting = Object.entries(unsent);
    if (waiting.length === 0) return;
    let left = false;
    const sent = (task: string, day: number): void =>
      setUnsent((all) =>
        all[task] === day
          ? Object.fromEntries(Object.entries(all).filter(([key]) => key !== task))
          : all,
      );
    const send = async (): Promise<void> => {
      for (const [task, day] of waiting) {
        if (left) return;
        const until = day > 0 ? toIso(day * DAY).slice(0, 10) : null;
        try {
          const now = await put(task, until, userId);
          await queryClient.cancelQueries({ queryKey: query.queryKey });
          queryClient.setQueryData(query.queryKey, now);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          const { status } = error.problem;
          if (isForLater(error) || AGAIN.has(status) || status >= 500) return;
          // A task that is gone, or a day that is past: nothing sleeps any more.
        }
        sent(task, day);
      }
    };
    const next = (): void => {
      line = line.then(send, send);
    };
    next();
    const again = setInterval(next, PAUSE);
    return () => {
      left = true;
      clearInterval(again);
    };
  }, [unsent, setUnsent, userId]);

  const snooze = useCallback(
    (id: number, until: number | null) => setUnsent((all) => ({ ...all, [id]: until ?? 0 })),
    [setUnsent],
  );
  const snoozed = useMemo(() => shownOf(data, unsent), [data, unsent]);
  return { snoozed, snooze };
}
