/** What pages read from the server that is not one open project, and how it is kept fresh. */

import {
  infiniteQueryOptions,
  keepPreviousData,
  QueryClient,
  queryOptions,
} from "@tanstack/react-query";
import type { Answers, History, HistoryItem, Me, TaskWhy } from "~/protocol/answers.generated";
import type { Changeset, Columns, Snapshot } from "~/protocol/envelope";
import { api, Refusal } from "~/protocol/http";
import type { TableName, Tables } from "~/protocol/tables.generated";
import { uuid } from "~/protocol/uuid";
import { askOrRecall } from "./answers";
import type { Report } from "./imports";

export type {
  HistoryItem,
  Me,
  ProjectOut as ProjectItem,
  SlipOut as Slip,
  Step as WhyStep,
  TemplateItem as Template,
  TokenOut as Token,
  WorkspaceItem,
} from "~/protocol/answers.generated";

/** Of a project, or of a task with the chain from its finish. */
export type Why = Pick<TaskWhy, "chain"> & Partial<Pick<TaskWhy, "finish_chain" | "slip">>;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) =>
        count < 2 && !(error instanceof Refusal && error.problem.status >= 400),
    },
  },
});

/** What the shell cannot do without: asked for without a network too, and then recalled. */
function recalled<T>(name: string, ask: (signal: AbortSignal) => Promise<T>) {
  return {
    queryKey: [name],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      askOrRecall(
        name,
        () => ask(signal),
        () => queryClient.getQueryData([name]) !== undefined,
      ),
    networkMode: "always" as const,
  };
}

export const meQuery = queryOptions({
  ...recalled("me", (signal) => api.get<Me>("/me", signal)),
  staleTime: 60_000,
});

export const projectsQuery = queryOptions(
  recalled(
    "projects",
    async (signal) => (await api.get<Answers["GET /projects"]>("/projects", signal)).items,
  ),
);

export const countriesQuery = queryOptions({
  queryKey: ["countries"],
  queryFn: async () => (await api.get<Answers["GET /countries"]>("/countries")).items,
  staleTime: Number.POSITIVE_INFINITY,
});

export const templatesQuery = queryOptions({
  queryKey: ["templates"],
  queryFn: async () => (await api.get<Answers["GET /templates"]>("/templates")).items,
});

export const tokensQuery = queryOptions({
  queryKey: ["tokens"],
  queryFn: async () => (await api.get<Answers["GET /tokens"]>("/tokens")).items,
});

/** The workspace's own tables, with the version they are of. */
export const workspaceQuery = (id: number) =>
  queryOptions({
    queryKey: ["workspace", id],
    queryFn: ({ signal }) => api.get<Snapshot>(`/workspaces/${id}/snapshot`, signal),
  });

/** Why the project finishes when it does; `revision` is the plan's version it is asked for. */
export const projectWhyQuery = (id: number, revision: number, baseline = 0) =>
  queryOptions({
    queryKey: ["why", id, revision, baseline],
    queryFn: ({ signal }) => api.get<Why>(`/projects/${id}/why?baseline=${baseline}`, signal),
    placeholderData: keepPreviousData,
    // A chain may have thousands of steps, and no older version is asked for again.
    gcTime: 5_000,
  });

export const taskWhyQuery = (id: number, revision: number, within = "", baseline = 0) =>
  queryOptions({
    queryKey: ["why-task", id, revision, within, baseline],
    queryFn: ({ signal }) => {
      const query = `${within}${within ? "&" : "?"}baseline=${baseline}`;
      return api.get<Why>(`/tasks/${id}/why${query}`, signal);
    },
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** How many rows there are of each part of a table, where a list of changes leaves some out. */
export type Shortened = Pick<HistoryItem, "counts">;

/** Rows that a line of a history may name; an import's thousands would be kept for each list. */
const ROWS = 20;

export const historyQuery = (id: number, limit = 50) =>
  queryOptions({
    queryKey: ["history", id, limit],
    queryFn: async ({ signal }) =>
      (await api.get<History>(`/projects/${id}/history?limit=${limit}&rows=${ROWS}`, signal)).items,
  });

/** The history of one task and of what hangs on it, page by page. */
export const taskHistoryQuery = (id: number, task: number) =>
  infiniteQueryOptions({
    queryKey: ["history", id, "task", task],
    initialPageParam: null as number | null,
    queryFn: ({ signal, pageParam }) => {
      const from = pageParam === null ? "" : `&before=${pageParam}`;
      const path = `/projects/${id}/history?task=${task}&limit=20&rows=${ROWS}${from}`;
      return api.get<History>(path, signal);
    },
    getNextPageParam: (page) => page.next,
  });

/** What became of the file that a project was imported from; 404 where there was none. */
export const importReportQuery = (id: number) =>
  queryOptions({
    queryKey: ["import-report", id],
    queryFn: ({ signal }) => api.get<Report>(`/projects/${id}/import-report`, signal),
    staleTime: 60_000,
  });

/** The rows of a columnar table of a snapshot. */
export function rowsOf<T extends TableName>(snapshot: Snapshot, table: T): Tables[T][] {
  const columns: Columns | undefined = snapshot.tables[table];
  if (!columns) return [];
  const names = Object.keys(columns);
  const length = columns.id?.length ?? 0;
  return Array.from({ length }, (_, place) => {
    const row: Record<string, unknown> = {};
    for (const name of names) row[name] = columns[name]?.[place];
    return row as unknown as Tables[T];
  });
}

/** Send a command to a workspace's stream and take up its new state. With the `version` that was
    looked at, what somebody else changed since then is not written over but refused. */
export async function sendToWorkspace(
  workspaceId: number,
  type: string,
  payload: object,
  version?: number,
): Promise<Changeset> {
  const answer = await api.post<Changeset>("/commands", {
    id: uuid(),
    type,
    schema: 1,
    base: version === undefined ? {} : { [workspaceId]: version },
    stream: workspaceId,
    payload,
  });
  await queryClient.invalidateQueries({ queryKey: ["workspace", workspaceId] });
  return answer;
}
