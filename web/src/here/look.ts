/** How the open project's tasks are looked at: it stands in the address, so that a link shares it. */

import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { isFiltering, LOOK_KEYS, type Look, lookFrom, lookTo, NO_LOOK } from "~/model/look";

const route = getRouteApi("/frame/p/$projectId");

export interface Looked {
  readonly look: Look;
  /** Whether the address holds a filter that cannot be read. */
  readonly broken: boolean;
  readonly filtering: boolean;
  /** Look otherwise; what is not named stays. */
  change(part: Partial<Look>): void;
}

/** The look of all views of the open project. */
export function useLook(saved: Look = NO_LOOK): Looked {
  const { f, q, g, s } = route.useSearch();
  const navigate = useNavigate();
  const { look, broken } = useMemo(() => {
    const given = Object.entries({ f, q, g, s }).filter(([, text]) => text !== undefined);
    const { broken, ...look } = lookFrom(Object.fromEntries(given), saved);
    return { look, broken };
  }, [f, q, g, s, saved]);
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
  return { look, broken, filtering: isFiltering(look), change };
}
