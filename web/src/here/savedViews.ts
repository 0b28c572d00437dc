/** Saved views: those of the project, live in its store, and one's own, asked of the server. */

import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Look, lookFromJson } from "~/model/look";
import { api, request } from "~/protocol/http";
import type { Tables } from "~/protocol/tables.generated";
import { useStore } from "~/store/react";
import { queryClient } from "./queries";

export type ViewKind = Tables["saved_views"]["kind"];

export interface ViewColumn {
  readonly key: string;
  readonly width: number;
  readonly frozen?: boolean;
}

export interface SavedView {
  /** As it stands in addresses: `s` and the key of a shared view, `my.` and that of one's own. */
  readonly ref: string;
  readonly shared: boolean;
  readonly name: string;
  readonly kind: ViewKind;
  readonly look: Look;
  readonly columns: readonly ViewColumn[] | null;
  /** Thousandths of a pixel a day. */
  readonly zoom: number | null;
}

/** A private view as the server keeps it. */
export interface PrivateView extends Omit<Tables["saved_views"], "id" | "user_id"> {
  readonly key: string;
}

const MINE = "my.";
/** A letter before the number: alone it would stand in quotes in an address. */
const SHARED = "s";

export function sharedRef(id: number): string {
  return `${SHARED}${id}`;
}

export function sharedId(ref: string): number {
  return Number(ref.slice(SHARED.length));
}

export const privateViewsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ["private-views", projectId],
    queryFn: ({ signal }) =>
      api
        .get<{ items: PrivateView[] }>(`/projects/${projectId}/private-views`, signal)
        .then((found) => found.items),
    staleTime: 30_000,
  });

const told = new WeakMap<object, SavedView>();

function viewOf(row: Omit<PrivateView, "key">, ref: string, shared: boolean): SavedView {
  let found = told.get(row);
  if (!found) {
    const { name, kind, zoom, filter, grouping, sorting, colour } = row;
    const columns = row.columns as readonly ViewColumn[] | null;
    const look = lookFromJson({ filter, grouping, sorting, colour });
    found = { ref, shared, name, kind, zoom, columns, look };
    told.set(row, found);
  }
  return found;
}

/** The views of a project's rows and one's own rows, by name. */
export function savedViewsOf(
  shared: ReadonlyMap<number, Tables["saved_views"]>,
  mine: readonly PrivateView[],
): { shared: readonly SavedView[]; mine: readonly SavedView[] } {
  const byName = (a: SavedView, b: SavedView) => a.name.localeCompare(b.name);
  return {
    shared: [...shared.values()].map((row) => viewOf(row, sharedRef(row.id), true)).sort(byName),
    mine: mine.map((row) => viewOf(row, MINE + row.key, false)).sort(byName),
  };
}

/** All views that one has in the open project, by name; `asked`: one's own are wanted now. */
export function useSavedViews(asked: boolean): {
  shared: readonly SavedView[];
  mine: readonly SavedView[];
  loading: boolean;
} {
  const projectId = useStore((store) => store.projectId);
  const rows = useStore((store) => store.rows("saved_views"));
  const { data, isPending } = useQuery({ ...privateViewsQuery(projectId), enabled: asked });
  return useMemo(
    () => ({ ...savedViewsOf(rows, data ?? []), loading: asked && isPending }),
    [rows, data, asked, isPending],
  );
}

/** The view that an address names: null while it is not known, undefined where there is none. */
export function useSavedView(ref: string | undefined): SavedView | null | undefined {
  const mine = ref?.startsWith(MINE) ?? false;
  const views = useSavedViews(mine);
  if (ref === undefined) return null;
  const found = (mine ? views.mine : views.shared).find((view) => view.ref === ref);
  return found ?? (views.loading ? null : undefined);
}

/** A key for a new view of one's own. */
export function newViewKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(10)), (one) =>
    (one % 36).toString(36),
  ).join("");
}

export function privateRef(key: string): string {
  return MINE + key;
}

export function privateKey(ref: string): string {
  return ref.slice(MINE.length);
}

/** Save one of one's own views; it shows at once. */
export async function putPrivateView(
  projectId: number,
  key: string,
  fields: Omit<PrivateView, "key">,
): Promise<void> {
  const { queryKey } = privateViewsQuery(projectId);
  // What was asked for before knows nothing of it.
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, (rows) => [
    ...(rows ?? []).filter((row) => row.key !== key),
    { key, ...fields },
  ]);
  try {
    await request("PUT", `/api/v1/projects/${projectId}/private-views/${key}`, fields);
  } finally {
    await queryClient.invalidateQueries({ queryKey });
  }
}

export async function removePrivateView(projectId: number, key: string): Promise<void> {
  const { queryKey } = privateViewsQuery(projectId);
  await queryClient.cancelQueries({ queryKey });
  queryClient.setQueryData(queryKey, (rows) => (rows ?? []).filter((row) => row.key !== key));
  try {
    await api.remove(`/projects/${projectId}/private-views/${key}`);
  } finally {
    await queryClient.invalidateQueries({ queryKey });
  }
}
