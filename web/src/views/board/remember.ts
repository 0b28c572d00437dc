/** How a person looks at a board: its lanes, which of them are folded. Kept in the browser. */

import { useLocalStorage } from "@mantine/hooks";
import { useCallback } from "react";
import { LANES, type LaneKind } from "./content";

const NONE: readonly string[] = [];

export function useLanes(projectId: number) {
  const [kept, setLanes] = useLocalStorage<string>({
    key: `hw-board-lanes-${projectId}`,
    defaultValue: "none",
    getInitialValueInEffect: false,
  });
  const lanes: LaneKind = LANES.find((kind) => kind === kept) ?? "none";
  return [lanes, setLanes] as const;
}

/** The folded lanes, as "person:12". */
export function useFolded(projectId: number) {
  const [folded, setFolded] = useLocalStorage<readonly string[]>({
    key: `hw-board-folded-${projectId}`,
    defaultValue: NONE,
    getInitialValueInEffect: false,
  });
  const toggle = useCallback(
    (lane: string) =>
      setFolded((before) =>
        before.includes(lane) ? before.filter((one) => one !== lane) : [...before, lane],
      ),
    [setFolded],
  );
  return [folded, toggle] as const;
}
