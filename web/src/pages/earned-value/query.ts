/** Earned value as the server answers it. Money is in minor units of the currency. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { EarnedValueOut as EarnedValue } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  EarnedPeriod as Period,
  EarnedTask as TaskLine,
  EarnedValueOut as EarnedValue,
  Measures,
} from "~/protocol/answers.generated";

/** Earned schedule in working minutes; null of what has no budget. */
export interface InTime {
  earned_minutes: number | null;
  actual_minutes: number | null;
  planned_minutes: number | null;
  sv_t_minutes: number | null;
  spi_t: number | null;
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
