/** By what the open project's tasks are coloured: a part of how they are looked at. */

import { useCallback } from "react";
import { useLook } from "./look";

/** The grouping that gives the colours, "" for the plan's own; and how to choose another. */
export function useColour(): [string, (by: string) => void] {
  const { look, change } = useLook();
  const choose = useCallback((colour: string) => change({ colour }), [change]);
  return [look.colour, choose];
}
