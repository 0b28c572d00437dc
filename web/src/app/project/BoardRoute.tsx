/** The board at its address. */

import { useTranslation } from "react-i18next";
import { usePanel, useRevealed } from "~/here/panel";
import { useHere } from "~/here/presence";
import { useStore } from "~/store/react";
import { useTitle } from "~/ui/title";
import { BoardView } from "~/views/board/View";
import { ColourScope } from "~/views/colour/scope";
import classes from "./ProjectFrame.module.css";

export function BoardRoute() {
  const { t } = useTranslation("shell");
  const panel = usePanel();
  const revealed = useRevealed();
  useTitle(
    t("project.views.board"),
    useStore((store) => store.project.name),
  );
  useHere("board", panel.task);
  return (
    <div className={classes.plan}>
      <ColourScope>
        <BoardView onOpenTask={panel.open} openTaskId={panel.task} reveal={revealed} />
      </ColourScope>
    </div>
  );
}
