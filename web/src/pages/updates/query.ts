/** What I am asked, by account or by link, and what answers would do. */

import { queryOptions } from "@tanstack/react-query";
import { askOrRecall, isAway } from "~/here/answers";
import { queryClient } from "~/here/queries";
import type { Asked, Effect, MyUpdates } from "~/protocol/answers.generated";
import { api, Refusal } from "~/protocol/http";
import { withKept } from "./kept";
import { linkMemory, linkPath } from "./linked";

export type { Asked, AskedTask, Effect, MyUpdates } from "~/protocol/answers.generated";

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

/** What did not go, by task: the field and why. */
export type Problems = Readonly<Record<number, { field: string; message: string }>>;

/** What is kept in this browser until the server can be reached, by task. */
export type Waiting = ReadonlyMap<number, Said>;

/** Under which name it is kept for times without a network. */
export const myUpdatesName = (workspaceId: number): string => `my-updates:${workspaceId}`;

export const myUpdatesQuery = (workspaceId: number) =>
  queryOptions({
    queryKey: ["my-updates", workspaceId],
    queryFn: async ({ signal }) =>
      withKept(
        await askOrRecall(
          myUpdatesName(workspaceId),
          () => api.get<MyUpdates>(`/workspaces/${workspaceId}/my-updates`, signal),
          () => queryClient.getQueryData(["my-updates", workspaceId]) !== undefined,
        ),
      ),
    networkMode: "always",
    staleTime: 0,
    retry: false,
  });

/** What a link asks; where the server cannot be asked, as it was when it was last opened here. */
export const linkQuery = (token: string) =>
  queryOptions({
    queryKey: ["update-link", token],
    queryFn: async ({ signal }) => {
      try {
        const asked = await api.get<Asked>(linkPath(token), signal);
        linkMemory(token).asked(asked);
        return asked;
      } catch (error) {
        const known = isAway(error) ? linkMemory(token).read()?.asked : undefined;
        if (error instanceof Refusal && error.problem.status === 404) linkMemory(token).forget();
        if (known) return known;
        throw error;
      }
    },
    networkMode: "always",
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });

/** What answers by link would do to the finish of their own tasks; nothing is written. */
export function linkEffectOf(token: string, said: readonly Said[]): Promise<Pick<Effect, "tasks">> {
  return api.post(`${linkPath(token)}/effect`, { answers: said });
}

/** What answers would do to the finish; nothing is written. */
export function effectOf(
  projectId: number,
  body: { answers?: readonly object[]; accept?: readonly number[] },
): Promise<Effect> {
  return api.post<Effect>(`/projects/${projectId}/update-effect`, body);
}
