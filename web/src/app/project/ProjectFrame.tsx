/** An open project: its header, the view, and the task panel over it. */

import { getRouteApi, Outlet } from "@tanstack/react-router";
import { Suspense, use, useCallback, useEffect, useState } from "react";
import { setOpenProject } from "~/here/openProject";
import { usePanel } from "~/here/panel";
import { ProjectSessionProvider, useStore } from "~/store/react";
import { MissingTask } from "~/task/MissingTask";
import { lateDialog } from "~/ui/Late";
import { Skeleton } from "~/ui/Skeleton";
import { VersionProvider } from "~/ui/version";
import { ProjectOfflineLine } from "../offline/OfflineLine";
import { Conflicts } from "./Conflicts";
import { Header } from "./Header";
import { Hints } from "./Hints";
import { useProjectKeys } from "./keys";
import { Messages } from "./Messages";
import classes from "./ProjectFrame.module.css";
import { usePasted } from "./pasted";
import { ScenarioBanner } from "./ScenarioBanner";
import { begin, show } from "./sessions";
import { TrackingDialogs } from "./TrackingDialogs";
import { WishedDialogs } from "./WishedDialogs";

const route = getRouteApi("/frame/p/$projectId");
const TaskPanel = lateDialog(() => import("~/task/TaskPanel"), "TaskPanel");

export function ProjectFrame() {
  const { projectId } = route.useParams();
  return (
    <Suspense fallback={<Skeleton rows={14} />}>
      <Opened key={projectId} id={Number(projectId)} />
    </Suspense>
  );
}

function Opened({ id }: { id: number }) {
  // Drawn anew while another project is on its way, the page goes on with the one that it shows.
  const [opening] = useState(() => begin(id));
  const session = use(opening);
  const version = useCallback(() => session.store.version, [session]);
  useEffect(() => {
    const hide = show(id);
    setOpenProject(session);
    return () => {
      setOpenProject(null);
      hide();
    };
  }, [id, session]);
  return (
    <ProjectSessionProvider session={session}>
      <VersionProvider value={version}>
        <Shown />
      </VersionProvider>
    </ProjectSessionProvider>
  );
}

function Shown() {
  const panel = usePanel();
  const scenario = useStore((store) => store.parentId !== null);
  // One that is deleted while it is open goes with its panel, and comes back with it.
  const [seen, setSeen] = useState(panel.task);
  if (panel.task !== null && panel.task !== seen) setSeen(panel.task);
  useProjectKeys();
  usePasted();
  return (
    <div className={classes.project}>
      <Header />
      <ScenarioBanner />
      <ProjectOfflineLine />
      <div className={classes.body}>
        <div className={classes.view}>
          <Outlet />
        </div>
        {panel.task !== null && (
          <Suspense>
            <TaskPanel
              key={panel.task}
              id={panel.task}
              onClose={panel.close}
              onOpenTask={panel.open}
            />
          </Suspense>
        )}
        {panel.missing !== null && panel.missing !== seen && (
          <MissingTask key={panel.missing} onClose={panel.close} />
        )}
      </div>
      <Messages />
      <WishedDialogs />
      <Conflicts />
      {!scenario && <Hints />}
      <TrackingDialogs />
    </div>
  );
}
