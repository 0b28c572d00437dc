/** Earned value as the server answers it. Money is in minor units of the currency. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";
import type { ChartSpec } from "~/ui/Chart";

export interface Measures {
  bac: number;
  pv: number;
  ev: number;
  ac: number;
  sv: number;
  cv: number;
  eac: number | null;
  etc: number | null;
  vac: number | null;
  spi: number | null;
  cpi: number | null;
  tcpi: number | null;
  tcpi_eac: number | null;
  percent_complete: number | null;
  percent_spent: number | null;
}

/** Earned schedule in working minutes; null of what has no budget. */
export interface InTime {
  earned_minutes: number | null;
  actual_minutes: number | null;
  planned_minutes: number | null;
  sv_t_minutes: number | null;
  spi_t: number | null;
}

export interface TaskLine extends Measures, InTime {
  id: number;
  parent_id: number | null;
  level: number;
  wbs: string;
  name: string;
  summary: boolean;
}

/** The whole at the end of a period. */
export interface Period extends Measures, InTime {
  end: string;
  known: boolean;
}

export interface EarnedValue {
  at: string;
  currency: string;
  minor_units: number;
  baseline: { number: number; name: string; taken_at: string } | null;
  priced: boolean;
  unpriced: string[];
  formula: string;
  formulas: Record<string, string>;
  total: Measures;
  schedule: {
    earned_minutes: number;
    actual_minutes: number;
    planned_minutes: number;
    sv_t_minutes: number;
    spi_t: number | null;
    tspi: number | null;
    forecast_minutes: number | null;
    forecast_finish: string | null;
  };
  tasks: TaskLine[];
  periods: Period[];
  chart: ChartSpec | null;
}

export interface Choices {
  baseline: number;
  formula: string;
  by: "week" | "month";
}

export const earnedValueQuery = (id: number, version: number, choices: Choices) =>
  queryOptions({
    queryKey: ["earned-value", id, version, choices],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({
        baseline: String(choices.baseline),
        formula: choices.formula,
        by: choices.by,
      });
      return api.get<EarnedValue>(`/projects/${id}/earned-value?${query}`, signal);
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
