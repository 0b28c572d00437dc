/** Views that a project has when somebody asks for them: behind "+", a tab once opened. */

import { useLocalStorage } from "@mantine/hooks";
import { useCallback, useEffect } from "react";
import type { ProjectStore } from "~/store/types";

export interface ExtraView {
  /** The last part of its address; its words are `project.views.*` and `project.about.*`. */
  readonly name: string;
  /** What a person needs to have it at all. */
  readonly capability: string;
  /** Whether a scenario has it not. */
  readonly projectsOnly?: true;
}

export const EXTRA_VIEWS: readonly ExtraView[] = [
  { name: "calendar", capability: "plan.read" },
  { name: "roadmap", capability: "plan.read" },
  { name: "backlog", capability: "people.read" },
  { name: "sprints", capability: "analysis.read" },
  { name: "releases", capability: "analysis.read" },
  { name: "follow-up", capability: "people.read" },
  { name: "plan-check", capability: "analysis.read" },
  { name: "delays", capability: "analysis.read", projectsOnly: true },
  { name: "scenarios", capability: "analysis.read", projectsOnly: true },
  { name: "flow", capability: "analysis.read" },
  { name: "levelling", capability: "analysis.read" },
  { name: "risk", capability: "analysis.read" },
  { name: "tracking", capability: "analysis.read" },
  { name: "earned-value", capability: "costs.read" },
];

/** The views that the open project or scenario has for whoever looks. */
export function extraViews(store: ProjectStore): readonly ExtraView[] {
  return EXTRA_VIEWS.filter(
    (view) => store.may(view.capability) && !(view.projectsOnly && store.parentId !== null),
  );
}

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
