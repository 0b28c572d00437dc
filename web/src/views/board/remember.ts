/** Which lanes of a board a person has folded. Kept in the browser. */

import { useLocalStorage } from "@mantine/hooks";
import { useCallback } from "react";

const NONE: readonly string[] = [];

/** The folded lanes, as "assignee:12". */
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
