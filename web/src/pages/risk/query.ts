/** Schedule risk and throughput as the server answers them. Money is in minor units. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { RiskAnswer, RiskRun as RunState, Throughput } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  RiskAnswer,
  RiskNamed as Named,
  RiskResult,
  RiskRun as RunState,
  RiskTarget as Target,
  Throughput,
} from "~/protocol/answers.generated";

export const PERCENTS = ["p10", "p50", "p80", "p90"] as const;
export interface Options {
  trials: number;
  seed: number;
  /** Tasks without an estimate do not vary. */
  certain: boolean;
}

export const isUnderway = (run: RunState | null) =>
  run !== null && (run.state === "queued" || run.state === "running");

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
