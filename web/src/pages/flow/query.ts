/** The flow over the board as the server answers it. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { FlowOut as Flow } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type { FlowOut as Flow, Times } from "~/protocol/answers.generated";

export const flowQuery = (id: number, version: number, days: number) =>
  queryOptions({
    queryKey: ["flow", id, version, days],
    queryFn: ({ signal }) => api.get<Flow>(`/projects/${id}/flow?days=${days}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
