/** Where a newcomer begins: the demo's first project, as long as he has none of his own. */

import { useSuspenseQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useMe } from "~/here/me";
import { rememberWelcome, welcomed } from "~/here/memory";
import { projectsQuery } from "~/here/queries";

/** The demo's first project for whoever has no project elsewhere; else undefined. */
export function useDemoStart(): number | undefined {
  const { workspaces } = useMe();
  const { data: projects } = useSuspenseQuery(projectsQuery);
  const demo = new Set(workspaces.filter((one) => one.demo).map((one) => one.id));
  if (projects.some((project) => !demo.has(project.workspace_id))) return undefined;
  return projects.filter((project) => !project.archived)[0]?.id;
}

/** Leads the account to where it starts, once in this browser; whether it is on its way there. */
export function useLed(start: number | undefined): boolean {
  const { user } = useMe();
  const navigate = useNavigate();
  const [arrived, setArrived] = useState(false);
  const leads = start !== undefined && !arrived && !welcomed(user.id);
  useEffect(() => {
    if (!leads) return;
    const params = { projectId: String(start) };
    const way = navigate({ to: "/p/$projectId/gantt", params, replace: true });
    // Remembered only now: a page may be drawn and thrown away before it was ever on screen.
    void way.finally(() => {
      rememberWelcome(user.id);
      setArrived(true);
    });
  }, [leads, start, user.id, navigate]);
  return leads;
}
