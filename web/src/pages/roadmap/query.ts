/** The roadmap as the server answers it: of what the viewer sees, against the first baseline. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { RoadmapOut, RoadmapPhase } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  LaneOut as Lane,
  RoadmapMilestone as Milestone,
  RoadmapPhase as Phase,
} from "~/protocol/answers.generated";

export type Health = RoadmapPhase["health"];

/** Milliseconds between two looks at projects whose changes are not heard of here. */
const PAUSE = 10_000;

export function roadmapAddress(projects: readonly number[], levels: number): string {
  return `${projects.map((id) => `projects=${id}`).join("&")}&levels=${levels}`;
}

/** `version`: of the open project, which asks again as it moves; null looks from time to time. */
export const roadmapQuery = (
  projects: readonly number[],
  levels: number,
  version: number | null = null,
) =>
  queryOptions({
    queryKey: ["roadmap", projects, levels, version],
    queryFn: async ({ signal }) =>
      (await api.get<RoadmapOut>(`/roadmap?${roadmapAddress(projects, levels)}`, signal)).items,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    enabled: projects.length > 0,
    ...(version === null ? { refetchInterval: PAUSE } : {}),
  });
