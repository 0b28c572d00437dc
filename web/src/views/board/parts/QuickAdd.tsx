/** The foot of a column: a task in one line, as in the grid, becomes a card of it. */

import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { quickAddCard } from "~/commands";
import { inherited } from "~/commands/inherit";
import type { Look } from "~/model/look";
import type { Status } from "~/model/workflow";
import { useSession } from "~/store/react";
import { IconPlus } from "~/ui/icons";
import { AddLine } from "~/views/grid/parts/AddLine";
import classes from "../Board.module.css";

export function QuickAdd(props: {
  status: Status;
  open: boolean;
  onOpen: (open: boolean) => void;
  look: Look;
  /** Called with a card that was added. */
  onAdded: (id: number) => void;
}) {
  const { status, open, onOpen } = props;
  const { t } = useTranslation("board");
  const session = useSession();
  const button = useRef<HTMLButtonElement>(null);
  // Its column is its status; the rest is as the filter has it.
  const add = (text: string) => {
    const { where, steps } = inherited(session, props.look, ["status"]);
    return quickAddCard(session, text, where ?? "last", status.id, (id, typed) => {
      props.onAdded(id);
      return steps(id, typed);
    });
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
      onAdd={add}
      onClose={() => onOpen(false)}
      classes={classes}
    />
  );
}
