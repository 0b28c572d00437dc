/** Tracking as the server answers it: minutes, minor units, ISO local times. */

import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { ScopeOut as Scope, Tracked } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  SavedBaseline,
  ScopeChange,
  ScopeItem,
  ScopeOut as Scope,
  Tracked,
  TrackedTask,
  Variance,
} from "~/protocol/answers.generated";

export type ScopeKind = "tasks" | "work" | "duration" | "points" | "deliverables";

/** Time goes on without anybody editing: what follows today is asked again. */
const AGAIN = 5 * 60_000;

/** Rows that are asked for at once. */
const ROWS = 200;

export const trackingQuery = (
  id: number,
  version: number,
  baseline: number,
  limit: number,
  every: boolean,
) =>
  infiniteQueryOptions({
    queryKey: ["tracking", id, version, baseline, limit, every],
    queryFn: ({ signal, pageParam }) =>
      api.get<Tracked>(
        `/projects/${id}/tracking?baseline=${baseline}&float_limit=${limit}&every=${every}&offset=${pageParam}&limit=${ROWS}`,
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last, _pages, offset) =>
      offset + ROWS < last.count ? offset + ROWS : undefined,
    placeholderData: keepPreviousData,
    refetchInterval: AGAIN,
    gcTime: 60_000,
  });

export const scopeQuery = (id: number, version: number, baseline: number) =>
  queryOptions({
    queryKey: ["scope", id, version, baseline],
    queryFn: ({ signal }) => api.get<Scope>(`/projects/${id}/scope?baseline=${baseline}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
