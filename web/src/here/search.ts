/** Searching all that one may see: what the server found, and how often it is asked while somebody types. */

import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { FoundList } from "~/protocol/answers.generated";
import { api } from "~/protocol/http";

export type { Found, FoundList, FoundProject } from "~/protocol/answers.generated";

/** [start, end) in characters (code points, as the server counts). */
export type Span = readonly [start: number, end: number];

/** What is too short to be asked for. */
export const SHORTEST = 2;
/** Milliseconds without a key after which the server is asked. */
export const QUIET = 120;

/** What fits a query; what was asked before stays in sight until the answer is there. */
export const searchQuery = (query: string, limit: number, project: number | null = null) => {
  const asked = query.trim().slice(0, 200);
  return queryOptions({
    queryKey: ["search", asked, limit, project],
    queryFn: ({ signal }) => {
      const more = project === null ? "" : `&project=${project}`;
      const path = `/search?q=${encodeURIComponent(asked)}&limit=${limit}${more}`;
      return api.get<FoundList>(path, signal);
    },
    enabled: asked.length >= SHORTEST,
    placeholderData: keepPreviousData,
    staleTime: 3_000,
    gcTime: 60_000,
    retry: false,
  });
};

/** A value as it was when it last stayed the same for a moment. */
export function useQuiet(value: string): string {
  const [quiet, setQuiet] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), QUIET);
    return () => clearTimeout(timer);
  }, [value]);
  return quiet;
}

/** A text cut at its marks: what stands between them, and them. */
export function pieces(text: string, marks: readonly Span[]): { text: string; marked: boolean }[] {
  const letters = Array.from(text);
  const found: { text: string; marked: boolean }[] = [];
  let at = 0;
  const push = (end: number, marked: boolean) => {
    if (end > at) found.push({ text: letters.slice(at, end).join(""), marked });
    at = Math.max(at, end);
  };
  for (const [start, end] of marks) {
    push(start, false);
    push(end, true);
  }
  push(letters.length, false);
  return found;
}
