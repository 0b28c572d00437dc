/** What I am asked, by account or by link, and what answers would do. */

import { queryOptions } from "@tanstack/react-query";
import { api, Refusal } from "~/protocol/http";
import { uuid } from "~/protocol/uuid";

export interface AskedTask {
  id: number;
  number: number;
  name: string;
  milestone: boolean;
  /** ISO local times in the project's zone. */
  start: string | null;
  finish: string | null;
  percent: number;
  /** Minutes, with the unit that was typed. */
  duration: number;
  unit: string;
  blocked: string;
  answered: boolean;
  state: "applied" | "waiting" | "returned" | null;
  reply: string;
}

export interface Asked {
  project_id: number;
  request_id: number;
  resource_id: number;
  by: string;
  asked: string;
  weekday: number | null;
  note: string;
  waits: boolean;
  project: {
    name: string;
    key: string;
    zone: string;
    day_finish: number;
    minutes_per_day: number;
    minutes_per_week: number;
    days_per_month: number;
  };
  tasks: AskedTask[];
  /** By link: who is asked. */
  name?: string;
}

/** What is said of one task, as `update.answer` takes it. */
export interface Said {
  task_id: number;
  percent?: number;
  remaining?: number;
  finish?: number;
  confidence?: string;
  blocked?: string;
  note?: string;
}

export interface Effect {
  project: { before: string | null; after: string | null };
  tasks: { id: number; before: string | null; after: string | null }[];
  moved: number;
}

/** What did not go, by task: the field and why. */
export type Problems = Readonly<Record<number, { field: string; message: string }>>;

export const myUpdatesQuery = (workspaceId: number) =>
  queryOptions({
    queryKey: ["my-updates", workspaceId],
    queryFn: ({ signal }) =>
      api.get<{ items: Asked[]; open: number }>(`/workspaces/${workspaceId}/my-updates`, signal),
    staleTime: 0,
  });

export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ["update-link", token],
    queryFn: ({ signal }) => api.get<Asked>(`/update-links/${encodeURIComponent(token)}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** What answers would do to the finish; nothing is written. */
export function effectOf(
  projectId: number,
  body: { answers?: readonly object[]; accept?: readonly number[] },
): Promise<Effect> {
  return api.post<Effect>(`/projects/${projectId}/update-effect`, body);
}

/** Send answers with an account, each for itself; what did not go, by task. */
export async function sendAnswers(asked: Asked, said: readonly Said[]): Promise<Problems> {
  const problems: Record<number, { field: string; message: string }> = {};
  for (const one of said) {
    try {
      await api.post("/commands", {
        id: uuid(),
        type: "update.answer",
        schema: 1,
        base: {},
        stream: asked.project_id,
        payload: { resource_id: asked.resource_id, ...one },
      });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const [first] = error.problem.errors ?? [];
      problems[one.task_id] = { field: first?.field ?? "", message: error.message };
    }
  }
  return problems;
}

/** Send answers by link. */
export async function sendByLink(token: string, said: readonly Said[]): Promise<Problems> {
  const { errors } = await api.post<{
    answered: number[];
    errors: { task_id: number; field: string; message: string }[];
  }>(`/update-links/${encodeURIComponent(token)}`, { answers: said });
  return Object.fromEntries(errors.map(({ task_id, ...problem }) => [task_id, problem]));
}
