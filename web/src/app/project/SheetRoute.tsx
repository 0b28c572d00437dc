/** The sheet at its address. */

import { useTranslation } from "react-i18next";
import { usePanel, useRevealed } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useStore } from "~/store/react";
import { useTitle } from "~/ui/title";
import { SheetView } from "~/views/sheet/View";
import classes from "./ProjectFrame.module.css";

export function SheetRoute() {
  const { t } = useTranslation("shell");
  const panel = usePanel();
  const revealed = useRevealed();
  useTitle(
    t("project.views.sheet"),
    useStore((store) => store.project.name),
  );
  useHere("sheet", panel.task);
  return (
    <div className={classes.plan}>
      <SheetView onOpenTask={panel.open} openTaskId={panel.task} reveal={revealed} />
    </div>
  );
}
