/** My tasks over all projects, of all workspaces or of one, asked for again as soon as any of them changed. */

import { queryOptions } from "@tanstack/react-query";
import { askOrRecall } from "~/here/answers";
import { keptNow } from "~/here/kept";
import { queryClient } from "~/here/queries";
import type { DueInput } from "~/model/due";
import { fromIso } from "~/model/moments";
import type { MyTask, MyWork } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type { MyProject, MyTask, MyWork } from "~/protocol/answers.generated";

/** Milliseconds between two looks; where nothing changed, the server answers without a body. */
const PAUSE = 2_500;

/** How often it is asked for what is critical in projects that are not in the server's memory. */
const ASKS = 8;

/** Changes on their way: until they are there, what is asked meanwhile may be older than what is shown. */
let underway = 0;
let asked = 0;

/** Look anew at what is critical, on a page that was just opened. */
export function lookAgain(): void {
  asked = 0;
}

/** The workspace that the list is of; null for all. */
export type Of = number | null;

/** Under which name the list is kept for times without a network. */
export const myWorkName = (of: Of): string => `my-work:${of ?? "all"}`;

const keyOf = (of: Of) => ["my-work", of ?? "all"] as const;

/** The list as it is with what was changed here and not sent yet. */
export function withKept(work: MyWork): MyWork {
  const shown = new Map<number, object>();
  for (const kept of keptNow().all) {
    if (!kept.shown || kept.refused || kept.clash) continue;
    shown.set(kept.shown.task, { ...shown.get(kept.shown.task), ...kept.shown.fields });
  }
  if (shown.size === 0) return work;
  return { ...work, items: work.items.map((one) => ({ ...one, ...shown.get(one.id) })) };
}

export const myWorkQuery = (of: Of) =>
  queryOptions({
    queryKey: keyOf(of),
    queryFn: async ({ signal }) => {
      // What is critical takes schedules that may not be in memory: first the list, then that.
      const known = queryClient.getQueryData<MyWork>(keyOf(of));
      const asks = known !== undefined && !known.complete && asked < ASKS;
      if (asks) asked += 1;
      const query = {
        ...(of !== null && { workspace: `${of}` }),
        ...(asks && { critical: "true" }),
      };
      const ask = new URLSearchParams(query).toString();
      const work = await askOrRecall(
        myWorkName(of),
        () => api.get<MyWork>(`/my-work${ask && `?${ask}`}`, signal),
        () => queryClient.getQueryData(keyOf(of)) !== undefined,
      );
      return withKept(work);
    },
    networkMode: "always",
    staleTime: 0,
    refetchInterval: () => (underway > 0 ? false : PAUSE),
    retry: false,
  });

/** Show one task otherwise at once; the answer takes that back. */
export function showAs(of: Of, task: MyTask): () => void {
  const key = keyOf(of);
  let before: MyTask | undefined;
  const put = (row: MyTask): void => {
    queryClient.setQueryData<MyWork>(key, (all) => {
      if (!all) return all;
      return { ...all, items: all.items.map((one) => (one.id === row.id ? row : one)) };
    });
  };
  const all = queryClient.getQueryData<MyWork>(key);
  before = all?.items.find((one) => one.id === task.id);
  void queryClient.cancelQueries({ queryKey: key });
  put(task);
  return () => {
    if (before) put(before);
  };
}

/** Do something that changes the list, then ask for it anew. */
export async function changing<T>(of: Of, work: () => Promise<T>): Promise<T> {
  underway += 1;
  try {
    return await work();
  } finally {
    underway -= 1;
    // What came of it is told at once, not only when the list is there anew.
    void queryClient.invalidateQueries({ queryKey: keyOf(of) });
  }
}

export function dueInput(task: MyTask): DueInput {
  const moment = (iso: string | null): number | null => (iso === null ? null : fromIso(iso));
  return {
    start: moment(task.start),
    finish: moment(task.finish),
    deadline: moment(task.deadline),
    percent: task.percent_complete,
    actualStart: moment(task.actual_start),
  };
}
