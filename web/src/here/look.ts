/** How the open project's tasks are looked at: it stands in the address, so that a link shares it. */

import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { isFiltering, LOOK_KEYS, type Look, lookFrom, lookTo, NO_LOOK } from "~/model/look";
import { type SavedView, useSavedView } from "./savedViews";

const route = getRouteApi("/frame/p/$projectId");

/** Whether a view is shown that has the filter bar. */
export const hasFilterBar = (): boolean =>
  /\/(gantt|sheet|board|calendar)$/.test(window.location.pathname);

export interface Looked {
  readonly look: Look;
  /** Whether the address holds a filter that cannot be read. */
  readonly broken: boolean;
  readonly filtering: boolean;
  /** The saved view that it begins with. */
  readonly view: SavedView | null;
  /** Whether the address names a view that is not there, or somebody else's. */
  readonly lost: boolean;
  /** Whether it is another look than the saved view's. */
  readonly changed: boolean;
  /** Look otherwise; what is not named stays. */
  change(part: Partial<Look>): void;
  /** Go back to what the saved view says, or with null leave it. */
  open(view: Pick<SavedView, "ref" | "kind"> | null): void;
}

/** The look of all views of the open project. */
export function useLook(): Looked {
  const { f, q, g, s, c, v } = route.useSearch();
  const { projectId } = route.useParams();
  const found = useSavedView(v);
  const view = found ?? null;
  const saved = view?.look ?? NO_LOOK;
  const navigate = useNavigate();
  const { look, broken, changed } = useMemo(() => {
    const given = Object.entries({ f, q, g, s, c }).filter(([, text]) => text !== undefined);
    const { broken, ...look } = lookFrom(Object.fromEntries(given), saved);
    return { look, broken, changed: Object.keys(lookTo(look, saved)).length > 0 };
  }, [f, q, g, s, c, saved]);
  const change = useCallback(
    (part: Partial<Look>) => {
      void navigate({
        to: ".",
        replace: true,
        // Read anew: several changes may come before the next drawing.
        search: (search) => {
          const { broken: _, ...now } = lookFrom(search, saved);
          const next = { ...search };
          for (const key of LOOK_KEYS) delete next[key];
          return { ...next, ...lookTo({ ...now, ...part }, saved) };
        },
      });
    },
    [navigate, saved],
  );
  const open = useCallback(
    (next: Pick<SavedView, "ref" | "kind"> | null) => {
      const to = next ? `/p/$projectId/${next.kind}` : ".";
      void navigate({
        to: to as "/p/$projectId/gantt",
        params: { projectId },
        search: (search: { task?: number }) => ({
          ...(search.task === undefined ? {} : { task: search.task }),
          ...(next ? { v: next.ref } : {}),
        }),
      });
    },
    [navigate, projectId],
  );
  return {
    look,
    broken,
    filtering: isFiltering(look),
    view,
    lost: v !== undefined && found === undefined,
    changed: view !== null && changed,
    change,
    open,
  };
}
