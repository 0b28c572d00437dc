/** By what the open project's bars are coloured: it stands in the address, as filters do. */

import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

const route = getRouteApi("/frame/p/$projectId");

/** The grouping that gives the colours, "" for the plan's own; and how to choose another. */
export function useColour(): [string, (by: string) => void] {
  const { c = "" } = route.useSearch();
  const navigate = useNavigate();
  const choose = useCallback(
    (by: string) => {
      void navigate({
        to: ".",
        replace: true,
        search: ({ c: _, ...rest }) => (by === "" ? rest : { ...rest, c: by }),
      });
    },
    [navigate],
  );
  return [c, choose];
}
