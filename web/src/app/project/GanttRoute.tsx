/** The Gantt at its address. */

import { useTranslation } from "react-i18next";
import { usePanel, useRevealed } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useStore } from "~/store/react";
import { useTitle } from "~/ui/title";
import { GanttView } from "~/views/gantt/View";
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
  return (
    <div className={classes.plan}>
      <GanttView onOpenTask={panel.open} openTaskId={panel.task} reveal={revealed} />
    </div>
  );
}
