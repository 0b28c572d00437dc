/** The plan check as the server answers it. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/protocol/http";

export interface Finding {
  task_id: number;
  name: string;
  text: string;
}

export interface Check {
  key: string;
  /** 1 to 14 for the DCMA's points. */
  number: number | null;
  title: string;
  about: string;
  threshold: string;
  state: "pass" | "fail" | "unknown";
  measured: number | null;
  unit: "share" | "ratio" | "days" | "count";
  count: number;
  of: number;
  reason: string;
  findings: Finding[];
}

export interface PlanCheck {
  items: Check[];
  passed: number;
  failed: number;
  unknown: number;
  others_failed: number;
  /** ISO local time. */
  status: string;
}

export const planCheckQuery = (id: number, version: number) =>
  queryOptions({
    queryKey: ["plan-check", id, version],
    queryFn: ({ signal }) => api.get<PlanCheck>(`/projects/${id}/plan-check`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
