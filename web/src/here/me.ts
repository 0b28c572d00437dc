/** Who is signed in, and the workspace he is in. */

import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { request } from "~/protocol/http";
import { toasts } from "~/ui/toasts";
import { forgetReading, isAway } from "./answers";
import { keptDeeds, keptNow, setKept } from "./kept";
import { useChosenWorkspace } from "./memory";
import { useOpenProject } from "./openProject";
import { type Me, meQuery, projectsQuery, queryClient, type WorkspaceItem } from "./queries";

/** Roles by what they may do to a workspace; the server decides, this only hides what cannot be. */
export const CREATES = new Set(["owner", "manager", "member"]);

export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** The workspace of what is shown: of the open project, of the address, else the one used last. */
export function useWorkspace(): WorkspaceItem | undefined {
  const { workspaces } = useMe();
  const open = useOpenProject();
  const [chosen] = useChosenWorkspace();
  const params = useParams({ strict: false }) as { workspaceId?: string; projectId?: string };
  const inProject = params.projectId === undefined ? undefined : open?.store.workspaceId;
  const wanted = inProject ?? (Number(params.workspaceId) || chosen);
  return workspaces.find((workspace) => workspace.id === wanted) ?? workspaces[0];
}

/** Milliseconds after which a sign-out waits no longer for the browser to forget. */
const FORGOTTEN = 3_000;

/** End the session and forget what was read in it; `sure` loses what was not sent yet too. */
export async function signOut(sure = false): Promise<void> {
  if (!sure && keptNow().all.length > 0) {
    setKept({ leaving: true });
    return;
  }
  try {
    await request("DELETE", "/_allauth/browser/v1/auth/session");
  } catch (error) {
    // Signed out is answered with 401: that is what was wanted.
    if (isAway(error)) {
      toasts.show({ tone: "bad", key: "sign-out", text: (error as Error).message });
      return;
    }
  }
  const forgotten = keptDeeds()?.forget() ?? forgetReading();
  const late = new Promise((resolve) => setTimeout(resolve, FORGOTTEN));
  await Promise.race([forgotten.catch(() => undefined), late]);
  queryClient.clear();
  window.location.assign("/sign-in");
}

/** The projects of a workspace, archived ones last, by name. */
export function useProjectsOf(workspaceId: number | undefined) {
  const { data } = useSuspenseQuery(projectsQuery);
  return data
    .filter((project) => project.workspace_id === workspaceId)
    .sort((a, b) => Number(a.archived) - Number(b.archived) || a.name.localeCompare(b.name));
}
