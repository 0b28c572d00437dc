/** Where a newcomer begins: the demo's first project, as long as he has none of his own. */

import { useSuspenseQuery } from "@tanstack/react-query";
import { useMe } from "~/here/me";
import { projectsQuery } from "~/here/queries";

/** The demo's first project for whoever has no project elsewhere; else undefined. */
export function useDemoStart(): number | undefined {
  const { workspaces } = useMe();
  const { data: projects } = useSuspenseQuery(projectsQuery);
  const demo = new Set(workspaces.filter((one) => one.demo).map((one) => one.id));
  if (projects.some((project) => !demo.has(project.workspace_id))) return undefined;
  return projects.filter((project) => !project.archived)[0]?.id;
}
