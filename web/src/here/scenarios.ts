/** Scenarios as the server answers them. Lists hold one value a plan, in the order of `plans`. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";

export interface ScenarioItem {
  id: number;
  name: string;
  notes: string;
  state: "open" | "merged" | "dropped";
  base_version: number;
  created_at: string;
  by: string;
  /** How many changes the project had since it began. */
  behind: number;
  changes: { tasks_added: number; tasks_removed: number; tasks_changed: number; other: number };
}

export interface Scenario extends ScenarioItem {
  project: { id: number; name: string };
  version: number;
}

export interface ComparedPlan {
  kind: "now" | "base" | "scenario";
  id: number;
  name: string;
  version: number;
  /** ISO local times. */
  start: string | null;
  finish: string | null;
  tasks: number;
  work_minutes: number;
  over_minutes: number;
  over_people: number;
  peak: { resource_id: number; name: string; units: number; capacity: number } | null;
  /** Minor units; left out for those who may not see costs. */
  cost?: number | null;
  /** Null until it was simulated. */
  risk: Odds | null;
}

export interface Odds {
  trials: number;
  /** ISO local times; null where there is nothing to simulate. */
  p50: string | null;
  p80: string | null;
  p90: string | null;
}

export interface ComparedTask {
  id: number;
  name: string;
  milestone: boolean;
  summary: boolean;
  there: boolean[];
  start: (string | null)[];
  finish: (string | null)[];
  duration_minutes: (number | null)[];
}

export interface ComparedPerson {
  resource_id: number;
  name: string;
  load_minutes: number[];
  over_minutes: number[];
  weeks: { week: string; load_minutes: number[]; over_minutes: number[] }[];
}

export interface Comparison {
  version: number;
  plans: ComparedPlan[];
  milestones: ComparedTask[];
  tasks: ComparedTask[];
  more_tasks: number;
  people: ComparedPerson[];
  /** With how many trials all of them are to be simulated. */
  trials: number;
  currency?: string;
  unpriced?: string[];
}

export interface MergeConflict {
  table: string;
  id: number;
  field: string | null;
  base: unknown;
  yours: unknown;
  theirs: unknown;
  by: string;
  /** What it is about, in words. */
  name: string;
  task_id: number | null;
  kind: string | null;
}

export interface Meeting {
  conflicts: MergeConflict[];
  more: number;
  hidden: number;
  version: number;
}

export const scenariosQuery = (project: number, version: number) =>
  queryOptions({
    queryKey: ["scenarios", project, version],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: ScenarioItem[] }>(`/projects/${project}/scenarios`, signal)).items,
    placeholderData: keepPreviousData,
    // What is changed in a scenario does not move the project's version.
    staleTime: 0,
    gcTime: 60_000,
  });

export const comparisonQuery = (
  project: number,
  version: number,
  scenarios: readonly number[],
  base: boolean,
) =>
  queryOptions({
    queryKey: ["scenarios", project, version, "compare", scenarios, base],
    queryFn: ({ signal }) =>
      api.get<Comparison>(
        `/projects/${project}/scenarios/compare?scenarios=${scenarios.join(",")}&base=${base}`,
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 60_000,
  });

/** The odds of one compared plan: about a second of a large one. */
export const oddsQuery = (
  project: number,
  plan: Pick<ComparedPlan, "kind" | "id">,
  versions: readonly number[],
  trials: number,
) => {
  const of = plan.kind === "now" ? "" : `&scenario=${plan.id}&base=${plan.kind === "base"}`;
  return queryOptions({
    queryKey: ["scenario-odds", project, plan.kind, plan.id, versions, trials],
    queryFn: async ({ signal }) =>
      (
        await api.get<{ risk: Odds }>(
          `/projects/${project}/scenarios/risk?trials=${trials}${of}`,
          signal,
        )
      ).risk,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    gcTime: 300_000,
  });
};

export const scenarioQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ["scenario", id, version],
    queryFn: ({ signal }) => api.get<Scenario>(`/scenarios/${id}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

export const meetingQuery = (id: number, version: number, way: "merge" | "rebase" = "merge") =>
  queryOptions({
    queryKey: ["scenario", id, way, version],
    queryFn: ({ signal }) => api.get<Meeting>(`/scenarios/${id}/${way}`, signal),
    staleTime: 0,
    gcTime: 0,
  });
