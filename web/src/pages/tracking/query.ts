/** Tracking as the server answers it: minutes, minor units, ISO local times. */

import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";

export interface Variance {
  start_minutes: number | null;
  finish_minutes: number | null;
  duration_minutes: number | null;
  work_minutes: number | null;
  cost: number | null;
}

export interface TrackedTask {
  id: number;
  parent_id: number | null;
  wbs: string;
  level: number;
  name: string;
  summary: boolean;
  milestone: boolean;
  active: boolean;
  start: string;
  finish: string;
  duration_minutes: number;
  percent_complete: number;
  total_float_minutes: number;
  critical: boolean;
  work_minutes: number;
  actual_work_minutes: number;
  remaining_work_minutes: number;
  cost: number | null;
  behind_minutes: number;
  done_until: string;
  baseline: { start: string | null; finish: string | null; cost: number | null } | null;
  variance: Variance | null;
}

export interface SavedBaseline {
  id: number;
  number: number;
  name: string;
  taken_at: string;
  tasks: number;
}

export interface Tracked {
  version: number;
  status_date: string;
  follows_today: boolean;
  resume_date: string;
  float_limit_minutes: number;
  currency: string | null;
  baseline: SavedBaseline | null;
  baselines: SavedBaseline[];
  totals: Variance;
  /** A part of those that differ, or of all: `count` in all. */
  tasks: TrackedTask[];
  count: number;
  /** The tasks that come first in the lists. */
  listed: TrackedTask[];
  slipping: number[];
  late: { id: number; end: "start" | "finish"; minutes: number }[];
  nearly_critical: number[];
  finished_early: number[];
  left_behind: number[];
  missing: number[];
}

export type ScopeKind = "tasks" | "work" | "duration" | "points" | "deliverables";

export interface ScopeItem {
  kind: ScopeKind;
  task_id: number;
  name: string;
  before: number;
  after: number;
}

export interface ScopeChange {
  change_id: string;
  changeset_id: number;
  version: number;
  at: string;
  by: string;
  type: string;
  items: ScopeItem[];
  approved: { reference: string; by: string; at: string } | null;
}

type Sums = Record<ScopeKind, { added: number; removed: number }>;

export interface Scope {
  baseline: SavedBaseline;
  whole: boolean;
  totals: Sums;
  approved: Sums;
  items: ScopeChange[];
}

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
