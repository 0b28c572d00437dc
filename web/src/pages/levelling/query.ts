/** Levelling as the server tells of it. Units are hundredths of a percent, dates ISO local times. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Levelled } from "~/commands";
import { type Run, runQuery } from "~/here/runs";
import { fromIso } from "~/model/moments";
import type { Over, Overallocations } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";
import type { ScheduleRow } from "~/protocol/tables.generated";
import type { ProjectStore } from "~/store/types";

export type { Over, Overallocations } from "~/protocol/answers.generated";

export const KIND = "levelling";

export interface Options {
  within_float: boolean;
  splitting: boolean;
  priorities: boolean;
  others: boolean;
  projects: number[];
  alone: number[];
  seconds: number;
}

export interface Progress {
  best: string;
  bound: string;
  gap_minutes: number;
  gap_percent: number;
}

export interface Move {
  project_id: number;
  task_id: number;
  name: string;
  summary: boolean;
  levelled: boolean;
  start: string;
  finish: string;
  start_before: string;
  finish_before: string;
  later_minutes: number;
  finish_later_minutes: number;
  /** In how many parts it is worked on. */
  parts: number;
  /** Places in `removed` of what its moving takes part in. */
  removes: number[];
}

export interface Preview {
  status: "optimal" | "feasible";
  finish: string;
  finish_before: string;
  bound: string;
  projects: {
    id: number;
    name: string;
    finish: string;
    finish_before: string;
    later_minutes: number;
  }[];
  moves: Move[];
  removed: Over[];
  left: Over[];
  checked: Levelled[];
}

export type LevellingRun = Run<Progress, Preview>;

export const levellingRunQuery = (id: number) => runQuery<Progress, Preview>(id);

export const overallocationsQuery = (projectId: number, revision: number, others: boolean) =>
  queryOptions({
    queryKey: ["levelling", projectId, revision, others],
    queryFn: ({ signal }) =>
      api.get<Overallocations>(`/projects/${projectId}/levelling?others=${others}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** How a preview stands to the plan as it is now: still to come, come true, or overtaken. */
export type Standing = "open" | "applied" | "outdated";

export function standingOf(store: ProjectStore, preview: Preview): Standing {
  let before = true;
  let after = true;
  for (const move of preview.moves) {
    if (move.project_id !== store.projectId) continue;
    const now = store.schedule(move.task_id);
    const at = (start: string, finish: string) =>
      now?.start === fromIso(start) && now?.finish === fromIso(finish);
    before &&= at(move.start_before, move.finish_before);
    after &&= at(move.start, move.finish);
  }
  return before ? "open" : after ? "applied" : "outdated";
}

/** The dates that a preview would bring, by task, as a drag's preview has them. */
export function datesOf(store: ProjectStore, preview: Preview): Map<number, ScheduleRow> {
  const found = new Map<number, ScheduleRow>();
  for (const move of preview.moves) {
    const now = move.project_id === store.projectId ? store.schedule(move.task_id) : undefined;
    const start = fromIso(move.start);
    const finish = fromIso(move.finish);
    if (now && start !== null && finish !== null) found.set(now.id, { ...now, start, finish });
  }
  return found;
}
