/** The plan check as the server answers it. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { PlanCheckOut as PlanCheck } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  CheckOut as Check,
  FindingOut as Finding,
  PlanCheckOut as PlanCheck,
} from "~/protocol/answers.generated";

export const planCheckQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ["plan-check", id, version],
    queryFn: ({ signal }) => api.get<PlanCheck>(`/projects/${id}/plan-check`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
