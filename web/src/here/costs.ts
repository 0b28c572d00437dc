/** What a task costs, as the server works it out; `version` is the plan's version it is asked for. */

import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { seesCosts } from "~/model/baseline";
import type { CostColumns, TaskCost } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";
import { useSession, useStore } from "~/store/react";

export type { TaskCost } from "~/protocol/answers.generated";

/** Milliseconds without a change after which costs are asked for anew. */
const SETTLE = 300;

export const taskCostQuery = (id: number, version: number, within = "") =>
  queryOptions({
    queryKey: ["task-cost", id, version, within],
    queryFn: ({ signal }) => api.get<TaskCost>(`/tasks/${id}/cost${within}`, signal),
    placeholderData: (before: TaskCost | undefined, query) =>
      query?.queryKey[1] === id ? keepPreviousData(before) : undefined,
    gcTime: 60_000,
  });

export interface Costs {
  currency: string;
  /** By task; those that cost nothing are not there. */
  total: ReadonlyMap<number, number>;
}

/** What each task of a project costs, without what is below it. */
const costsQuery = (project: number, version: number) =>
  queryOptions({
    queryKey: ["costs", project, version],
    queryFn: async ({ signal }): Promise<Costs> => {
      const found = await api.get<CostColumns>(`/projects/${project}/costs`, signal);
      const total = new Map(found.id.map((id, place) => [id, found.total[place] ?? 0]));
      return { currency: found.currency, total };
    },
    placeholderData: (before: Costs | undefined, query) =>
      query?.queryKey[1] === project ? keepPreviousData(before) : undefined,
    // One figure a task: no older version is asked for again.
    gcTime: 5_000,
  });

/** Tell the open project's store what its tasks cost, as long as somebody looks at that. */
export function useCosts(wanted: boolean): void {
  const { store } = useSession();
  const version = useStore((found) => found.version);
  const [settled] = useDebouncedValue(version, SETTLE);
  const { data } = useQuery({
    ...costsQuery(store.projectId, settled),
    enabled: wanted && seesCosts(store),
  });
  useEffect(() => {
    if (data) store.tellCosts(data.total);
  }, [data, store]);
}
