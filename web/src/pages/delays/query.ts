/** Delay attribution and how to finish earlier, as the server answers them. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type {
  AttributionOut as Attribution,
  EarlierOut as Earlier,
} from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type {
  AttributionOut as Attribution,
  EarlierOut as Earlier,
  MovedOut as Moved,
} from "~/protocol/answers.generated";

export interface Stretch {
  readonly from: string;
  readonly to: string;
  readonly task: number | null;
  /** Also tell what was undone meanwhile. */
  readonly undone?: boolean;
}

function asked(values: Record<string, string | number | boolean | null>): string {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== "");
  return new URLSearchParams(given.map(([key, value]) => [key, String(value)])).toString();
}

export const attributionQuery = (id: number, version: number, stretch: Stretch) =>
  queryOptions({
    queryKey: ["attribution", id, version, stretch],
    queryFn: ({ signal }) =>
      api.get<Attribution>(`/projects/${id}/attribution?${asked({ ...stretch })}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

export interface Wish {
  readonly days: number;
  readonly task: number | null;
  /** Percent of a duration that is left at least. */
  readonly share: number;
  /** Empty leaves it to what is known. */
  readonly basis: "" | "cost" | "time";
}

export const earlierQuery = (id: number, version: number, wish: Wish) =>
  queryOptions({
    queryKey: ["finish-earlier", id, version, wish],
    queryFn: ({ signal }) =>
      api.get<Earlier>(`/projects/${id}/finish-earlier?${asked({ ...wish })}`, signal),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
