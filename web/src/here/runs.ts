/** Long runs over a project: begun, followed while they last, stopped, dropped. */

import { queryOptions } from "@tanstack/react-query";
import type { RunHeading, RunList } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";
import { queryClient } from "./queries";

export type { RunHeading } from "~/protocol/answers.generated";

/** What of a run is enough to know which, and how it stands. */
export type RunOf = Pick<RunHeading, "id" | "project_id" | "kind" | "state">;

export interface Run<Progress, Result> extends Omit<RunHeading, "progress"> {
  progress: Progress | null;
  /** Null until it has ended, and where nothing came of it. */
  result: Result | null;
}

const FOLLOW = 500;
/** How often to see whether somebody else has begun or dropped one. */
const LOOK = 5000;

export function isUnderway(run: Pick<RunHeading, "state"> | undefined): boolean {
  return run?.state === "queued" || run?.state === "running";
}

/** The newest runs of a kind, newest first. */
export const runsQuery = (projectId: number, kind: string) =>
  queryOptions({
    queryKey: ["runs", projectId, kind],
    queryFn: async ({ signal }) =>
      (await api.get<RunList>(`/projects/${projectId}/runs?kind=${kind}`, signal)).items,
    refetchInterval: LOOK,
  });

/** One run, asked again and again as long as it runs. */
export function runQuery<Progress, Result>(id: number) {
  return queryOptions({
    queryKey: ["run", id],
    queryFn: ({ signal }) => api.get<Run<Progress, Result>>(`/runs/${id}`, signal),
    refetchInterval: (query) => (isUnderway(query.state.data) ? FOLLOW : false),
    staleTime: 0,
  });
}

/** Begin a run by the route of its kind; it is what `runsQuery` gives first from then on. */
export async function beginRun(
  projectId: number,
  kind: string,
  options: object,
): Promise<RunHeading> {
  const run = await api.post<RunHeading>(`/projects/${projectId}/${kind}`, options);
  queryClient.setQueryData<RunHeading[]>(["runs", projectId, kind], (old) => [run, ...(old ?? [])]);
  return run;
}

export async function stopRun(run: RunOf): Promise<void> {
  await api.post(`/runs/${run.id}/stop`);
  await queryClient.invalidateQueries({ queryKey: ["run", run.id] });
}

export async function dropRun(run: RunOf): Promise<void> {
  await api.remove(`/runs/${run.id}`);
  queryClient.setQueryData<RunHeading[]>(["runs", run.project_id, run.kind], (old) =>
    old?.filter((other) => other.id !== run.id),
  );
}
