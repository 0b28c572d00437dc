/** Scenarios as the server answers them. Lists hold one value a plan, in the order of `plans`. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  ComparedPlan,
  Comparison,
  Meeting,
  OddsOut,
  ScenarioOut as Scenario,
  ScenarioList,
} from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  ComparedPerson,
  ComparedPlan,
  ComparedTask,
  Comparison,
  Meeting,
  MergeConflict,
  Odds,
  ScenarioItem,
  ScenarioOut as Scenario,
} from "~/protocol/answers.generated";

export const scenariosQuery = (project: number, version: number) =>
  queryOptions({
    queryKey: ["scenarios", project, version],
    queryFn: async ({ signal }) =>
      (await api.get<ScenarioList>(`/projects/${project}/scenarios`, signal)).items,
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
      (await api.get<OddsOut>(`/projects/${project}/scenarios/risk?trials=${trials}${of}`, signal))
        .risk,
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
