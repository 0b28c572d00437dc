/** The backlog at its address. */

import { useTranslation } from "react-i18next";
import { usePanel } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useStore } from "~/store/react";
import { useTitle } from "~/ui/title";
import { BacklogView } from "~/views/backlog/View";
import classes from "./ProjectFrame.module.css";

export function BacklogRoute() {
  const { t } = useTranslation("shell");
  const panel = usePanel();
  useTitle(
    t("project.views.backlog"),
    useStore((store) => store.project.name),
  );
  useHere("backlog", panel.task);
  return (
    <div className={classes.plan}>
      <BacklogView onOpenTask={panel.open} openTaskId={panel.task} />
    </div>
  );
}
