/** What the server knows of sprints and releases beside the plan: capacity, history, forecasts. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Answers, SprintsOut as Sprints, SprintTold } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  PersonCapacity,
  ReleaseTold,
  SprintCapacity as Capacity,
  SprintItem as ReportItem,
  SprintsOut as Sprints,
  SprintTold,
  VelocitySprint,
} from "~/protocol/answers.generated";

export const MEASURES = ["points", "items", "hours"] as const;
export type Measure = (typeof MEASURES)[number];
export type Amounts = Record<Measure, number>;

const fresh = { placeholderData: keepPreviousData, gcTime: 60_000 } as const;

export const capacityQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ["sprint-capacity", id, version],
    queryFn: async ({ signal }) =>
      (
        await api.get<Answers["GET /projects/{project_id}/sprints/capacity"]>(
          `/projects/${id}/sprints/capacity`,
          signal,
        )
      ).items,
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
      (
        await api.get<Answers["GET /projects/{project_id}/releases"]>(
          `/projects/${id}/releases`,
          signal,
        )
      ).items,
    ...fresh,
  });
