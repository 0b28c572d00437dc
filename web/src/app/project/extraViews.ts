/** Views that a project has when somebody asks for them: behind "+", a tab once opened. */

import { useLocalStorage } from "@mantine/hooks";
import { useCallback, useEffect } from "react";

export interface ExtraView {
  /** The last part of its address; its words are `project.views.*` and `project.about.*`. */
  readonly name: string;
  /** What a person needs to have it at all. */
  readonly capability: string;
}

export const EXTRA_VIEWS: readonly ExtraView[] = [
  { name: "earned-value", capability: "costs.read" },
];

const NONE: readonly string[] = [];

/** The tabs that were opened in a project, the one being looked at among them. */
export function useExtraTabs(projectId: string, looking: string | undefined) {
  const [opened, setOpened] = useLocalStorage<readonly string[]>({
    key: `hw-tabs-${projectId}`,
    defaultValue: NONE,
    getInitialValueInEffect: false,
  });
  const fresh = looking !== undefined && !opened.includes(looking);
  useEffect(() => {
    if (fresh) setOpened((before) => [...before.filter((name) => name !== looking), looking]);
  }, [fresh, looking, setOpened]);
  const close = useCallback(
    (name: string) => setOpened((before) => before.filter((other) => other !== name)),
    [setOpened],
  );
  return { opened: fresh ? [...opened, looking] : opened, close };
}
