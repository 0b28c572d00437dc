/** What the server knows of sprints and releases beside the plan: capacity, history, forecasts. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";
import type { ChartSpec } from "~/ui/Chart";

export const MEASURES = ["points", "items", "hours"] as const;
export type Measure = (typeof MEASURES)[number];
export type Amounts = Record<Measure, number>;

/** Minutes. */
export interface PersonCapacity {
  resource_id: number;
  name: string;
  capacity: number;
  others: number;
  work: number;
}

export interface Capacity {
  sprint_id: number;
  from: string;
  people: PersonCapacity[];
  nobody: number;
}

export interface VelocitySprint {
  sprint_id: number;
  name: string;
  committed: Amounts;
  completed: Amounts;
}

export interface Sprints {
  velocity: {
    sprints: VelocitySprint[];
    averaged: number;
    average: Amounts | null;
    charts: Partial<Record<Measure, ChartSpec>>;
  };
}

export interface ReportItem {
  /** null: deleted since. */
  task_id: number | null;
  name: string;
  number: number | null;
  points: number | null;
  points_before: number | null;
  added: boolean;
  /** The sprint that it went on to; null is the backlog. */
  to: string | null;
}

export interface SprintTold {
  id: number;
  name: string;
  days: { at: string; remaining: number; completed: number; scope: number }[];
  /** What moved the scope after the start, by day. */
  scope: { at: string; added: number; removed: number; changed: number }[];
  charts: { burndown: ChartSpec; burnup: ChartSpec };
  report: {
    started: string;
    ended: string | null;
    totals: Record<"committed" | "completed" | "not_completed" | "added" | "removed", Amounts>;
    completed: ReportItem[];
    not_completed: ReportItem[];
    removed: ReportItem[];
  };
}

export interface ReleaseTold {
  id: number;
  items: number;
  done: number;
  points: number;
  points_done: number;
  unestimated: number;
  task_ids: number[];
  /** ISO local times. */
  plan: string | null;
  ahead: number;
  unlisted: number;
  throughput: { p50: string; p85: string } | null;
  velocity: { sprints: number; date: string | null } | null;
}

const fresh = { placeholderData: keepPreviousData, gcTime: 60_000 } as const;

export const capacityQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ["sprint-capacity", id, version],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Capacity[] }>(`/projects/${id}/sprints/capacity`, signal)).items,
    ...fresh,
  });

export const sprintsQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ["sprints", id, version],
    queryFn: ({ signal }) => api.get<Sprints>(`/projects/${id}/sprints`, signal),
    ...fresh,
  });

export const sprintQuery = (id: number, version: number, sprint: number, measure: Measure) =>
  queryOptions({
    queryKey: ["sprint", id, version, sprint, measure],
    queryFn: ({ signal }) =>
      api.get<SprintTold>(`/projects/${id}/sprints/${sprint}?measure=${measure}`, signal),
    ...fresh,
  });

export const releasesQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ["releases", id, version],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: ReleaseTold[] }>(`/projects/${id}/releases`, signal)).items,
    ...fresh,
  });
