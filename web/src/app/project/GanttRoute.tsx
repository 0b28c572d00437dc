/** The Gantt at its address. */

import { useTranslation } from "react-i18next";
import { usePanel, useRevealed } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useHeld } from "~/here/preview";
import { useSession, useStore } from "~/store/react";
import { useTitle } from "~/ui/title";
import { GanttView } from "~/views/gantt/View";
import { HeldProposal, useHeldDates } from "./HeldProposal";
import classes from "./ProjectFrame.module.css";

export function GanttRoute() {
  const { t } = useTranslation("shell");
  const panel = usePanel();
  const revealed = useRevealed();
  useTitle(
    t("project.views.gantt"),
    useStore((store) => store.project.name),
  );
  useHere("gantt", panel.task);
  const held = useHeld(useSession().store.projectId);
  const proposed = useHeldDates(held);
  return (
    <div className={classes.plan}>
      {held && <HeldProposal held={held} />}
      <GanttView
        onOpenTask={panel.open}
        openTaskId={panel.task}
        reveal={revealed}
        proposed={proposed}
      />
    </div>
  );
}
