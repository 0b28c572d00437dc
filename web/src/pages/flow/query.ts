/** The flow over the board as the server answers it. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";
import type { ChartSpec } from "~/ui/Chart";

export interface Times {
  count: number;
  p50_minutes: number;
  p85_minutes: number;
}

export interface Flow {
  finished: number;
  lead: Times | null;
  cycle: Times | null;
  /** `since`: ISO local time. */
  aging: { task_id: number; name: string; since: string; minutes: number }[];
  charts: { flow?: ChartSpec };
}

export const flowQuery = (id: number, version: number, days: number) =>
  queryOptions({
    queryKey: ["flow", id, version, days],
    queryFn: ({ signal }) => api.get<Flow>(`/projects/${id}/flow?days=${days}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
