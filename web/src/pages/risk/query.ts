/** Schedule risk and throughput as the server answers them. Money is in minor units. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";
import type { ChartSpec } from "~/ui/Chart";

export const PERCENTS = ["p10", "p50", "p80", "p90"] as const;
type Percent = (typeof PERCENTS)[number];

export interface Options {
  trials: number;
  seed: number;
  /** Tasks without an estimate do not vary. */
  certain: boolean;
}

export interface Target {
  kind: "must_finish" | "deadline" | "milestone";
  task_id: number | null;
  name: string | null;
  at: string;
  /** From 0 to 1. */
  chance: number;
  p50: string;
  p80: string;
}

export interface Named {
  id: number;
  name: string;
}

export interface RiskResult {
  version: number;
  trials: number;
  seed: number;
  finish: Record<Percent, string> & { mean: string; planned: string; planned_chance: number };
  cost:
    | (Record<Percent, number> & {
        mean: number;
        planned: number;
        planned_chance: number;
        currency: string;
        charts: { curve: ChartSpec; histogram: ChartSpec };
      })
    | null;
  targets: Target[];
  tornado: { kind: "task" | "risk"; id: number; name: string; correlation: number }[];
  risks: (Named & { struck: number; correlation: number })[];
  tasks: {
    id: number[];
    criticality: number[];
    cruciality: number[];
    sensitivity: number[];
    mean_finish: string[];
    mean_duration_minutes: number[];
  };
  estimated: number;
  outgrown: Named[];
  unhit: Named[];
  charts: { curve: ChartSpec; histogram: ChartSpec; tornado: ChartSpec | null };
}

export interface RunState {
  id: number;
  state: "queued" | "running" | "done" | "stopped" | "failed";
  stopping: boolean;
  progress: { done: number; trials: number } | null;
  error: string | null;
}

export const isUnderway = (run: RunState | null) =>
  run !== null && (run.state === "queued" || run.state === "running");

export interface RiskAnswer {
  version: number;
  /** Simulated at once: GET always brings it. */
  quick: boolean;
  result: RiskResult | null;
  run: RunState | null;
}

const asQuery = (options: Options) =>
  new URLSearchParams({
    trials: String(options.trials),
    seed: String(options.seed),
    certain: String(options.certain),
  });

export const riskQuery = (id: number, version: number, options: Options) =>
  queryOptions({
    queryKey: ["risk", id, version, options],
    queryFn: ({ signal }) =>
      api.get<RiskAnswer>(`/projects/${id}/risk?${asQuery(options)}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    // A run tells how far it is.
    refetchInterval: ({ state }) => (isUnderway(state.data?.run ?? null) ? 1000 : false),
  });

export const simulate = (id: number, options: Options) =>
  api.post<RiskAnswer>(`/projects/${id}/risk`, options);

export const stopRun = (id: number) => api.post<RunState>(`/runs/${id}/stop`, {});

export interface Throughput {
  at: string;
  tasks: number;
  unfinished: number;
  history: { from: string; finished: number }[];
  how_many: { until: string; weeks: number; items: Record<string, number> } | null;
  when: {
    items: number;
    weeks: Record<string, number> | null;
    dates: Record<string, string> | null;
  } | null;
  charts: { history?: ChartSpec };
}

export interface ForecastOptions {
  weeks: number;
  /** ISO day; null: four weeks on. */
  until: string | null;
  /** null: all that are unfinished. */
  items: number | null;
}

export const throughputQuery = (id: number, version: number, options: ForecastOptions) =>
  queryOptions({
    queryKey: ["throughput", id, version, options],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ weeks: String(options.weeks) });
      if (options.until) query.set("until", options.until);
      if (options.items !== null) query.set("items", String(options.items));
      return api.get<Throughput>(`/projects/${id}/throughput?${query}`, signal);
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
