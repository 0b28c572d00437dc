/** The foot of a column: a task in one line, as in the grid, becomes a card of it. */

import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { quickAddCard } from "~/commands";
import { moveToSprintStep } from "~/commands/sprints";
import { useLook } from "~/here/look";
import { sprintAsked } from "~/model/scrum";
import type { Status } from "~/model/workflow";
import { useSession } from "~/store/react";
import { IconPlus } from "~/ui/icons";
import { AddLine } from "~/views/grid/parts/AddLine";
import classes from "../Board.module.css";

export function QuickAdd(props: {
  status: Status;
  open: boolean;
  onOpen: (open: boolean) => void;
}) {
  const { status, open, onOpen } = props;
  const { t } = useTranslation("board");
  const session = useSession();
  const { filter } = useLook().look;
  const button = useRef<HTMLButtonElement>(null);
  // On the board of one sprint a new card is in it.
  const also = (id: number) => {
    const sprint = sprintAsked(session.store, filter);
    return sprint === null ? [] : [moveToSprintStep(session, [id], sprint)];
  };
  if (!open) {
    return (
      <button
        ref={button}
        type="button"
        className={classes.add}
        aria-label={t("addTo", { column: status.name })}
        onClick={() => onOpen(true)}
      >
        <IconPlus size={14} stroke={1.8} />
        {t("add")}
      </button>
    );
  }
  return (
    <AddLine
      id={`board-add-${status.id}`}
      label={t("addTo", { column: status.name })}
      placeholder={t("addPlaceholder")}
      onAdd={(text) => quickAddCard(session, text, "last", status.id, {}, also)}
      onClose={() => onOpen(false)}
      classes={classes}
    />
  );
}
