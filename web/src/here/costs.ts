/** What a task costs, as the server works it out; `version` is the plan's version it is asked for. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";

export interface TaskCost {
  currency: string;
  minor_units: number;
  actual: number;
  remaining: number;
  total: number;
  unpriced: string[];
}

export const taskCostQuery = (id: number, version: number, within = "") =>
  queryOptions({
    queryKey: ["task-cost", id, version, within],
    queryFn: ({ signal }) => api.get<TaskCost>(`/tasks/${id}/cost${within}`, signal),
    placeholderData: (before: TaskCost | undefined, query) =>
      query?.queryKey[1] === id ? keepPreviousData(before) : undefined,
    gcTime: 60_000,
  });
