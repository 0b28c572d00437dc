/** Delay attribution and how to finish earlier, as the server answers them. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Change } from "~/protocol/envelope";
import { api } from "~/protocol/http";

export interface Moved {
  change_id: string;
  /** The project's version before the change, and after it. */
  first: number;
  last: number;
  changes: number;
  actor: { id: number | null; name: string };
  at: string;
  until: string;
  what: string;
  tasks: { id: number; name: string }[];
  before: string | null;
  after: string | null;
  /** Working minutes; earlier is negative. */
  minutes: number;
}

interface End {
  version: number;
  at: string;
  finish: string | null;
}

export interface Attribution {
  task_id: number | null;
  name: string | null;
  from: End;
  to: End;
  minutes: number;
  minutes_per_day: number;
  items: Moved[];
  changes: number;
  steps: number;
  unmoved: number;
  /** Changes that were undone and what undid them: left out. */
  undone: number;
  note: string;
}

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

export interface Earlier {
  finish: string;
  wanted_minutes: number;
  minutes_per_day: number;
  basis: "cost" | "time";
  costs_known: boolean;
  currency: string;
  assumptions: string[];
  plan: {
    finish: string;
    gain_minutes: number;
    reached: boolean;
    cost: number | null;
    tasks: {
      task_id: number;
      name: string;
      before_minutes: number;
      after_minutes: number;
      cost: number | null;
      optimistic: boolean;
    }[];
    commands: Change[];
  };
  counts: {
    task_id: number;
    name: string;
    cut_minutes: number;
    gain_minutes: number;
    most_minutes: number;
    drag_minutes: number;
    cost_per_day: number | null;
  }[];
  overlaps: {
    link_id: number;
    predecessor: { task_id: number; name: string };
    successor: { task_id: number; name: string };
    lead_minutes: number;
    gain_minutes: number;
  }[];
}

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
