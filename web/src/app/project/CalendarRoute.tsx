/** The calendar at its address. */

import { useTranslation } from "react-i18next";
import { usePanel, useRevealed } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useStore } from "~/store/react";
import { useTitle } from "~/ui/title";
import { CalendarView } from "~/views/calendar/View";
import { ColourScope } from "~/views/colour/scope";
import classes from "./ProjectFrame.module.css";

export function CalendarRoute() {
  const { t } = useTranslation("shell");
  const panel = usePanel();
  const revealed = useRevealed();
  useTitle(
    t("project.views.calendar"),
    useStore((store) => store.project.name),
  );
  useHere("calendar", panel.task);
  return (
    <div className={classes.plan}>
      <ColourScope>
        <CalendarView onOpenTask={panel.open} openTaskId={panel.task} reveal={revealed} />
      </ColourScope>
    </div>
  );
}
