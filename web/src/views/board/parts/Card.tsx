/** A card in its place: it can be dragged, opened, and gone to by keys. */

import { useDraggable } from "@dnd-kit/core";
import { type KeyboardEvent, memo, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { archiveCards, moveCards, setProgress } from "~/commands";
import { momentNow } from "~/model/moments";
import type { Status } from "~/model/workflow";
import { useRevision, useSession } from "~/store/react";
import { useColourOf } from "~/views/colour/scope";
import classes from "../Board.module.css";
import { factsOf } from "../content";
import type { Arrow } from "../layout";
import { CardFace, spokenCard } from "./CardFace";

export interface CardDeeds {
  readonly open: (id: number) => void;
  readonly go: (id: number, arrow: Arrow) => void;
  /** Whether a card that comes into being shall have the focus; asked once. */
  readonly wants: (id: number) => boolean;
}

interface CardProps {
  readonly id: number;
  readonly top: number;
  readonly place: number;
  readonly of: number;
  readonly status: Status;
  /** The column in which what is done comes first; for what the board suggests. */
  readonly done: Status | undefined;
  readonly inPhase: boolean;
  /** Here though the filter does not let it through. */
  readonly unfit: boolean;
  readonly open: boolean;
  readonly deeds: CardDeeds;
}

const ARROWS: Record<string, Arrow> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

export const Card = memo(function Card(props: CardProps) {
  const { id, status, done, deeds } = props;
  const { t } = useTranslation("board");
  const session = useSession();
  useRevision();
  const { store } = session;
  const may = store.may("plan.progress");
  const colour = useColourOf(id);
  const { setNodeRef, listeners, attributes, isDragging } = useDraggable({ id, disabled: !may });
  const node = useRef<HTMLElement | null>(null);

  useEffect(() => {
    if (deeds.wants(id)) node.current?.focus({ preventScroll: true });
  }, [deeds, id]);

  const task = store.task(id);
  if (!task) return null;
  const facts = factsOf(store, task, status, momentNow(store.project.zone || undefined));
  const column = facts.suggests === "move" ? (done?.name ?? status.name) : status.name;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const arrow = ARROWS[event.key];
    if (isDragging || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Enter") {
      event.preventDefault();
      deeds.open(id);
    } else if (arrow) {
      event.preventDefault();
      deeds.go(id, arrow);
    } else listeners?.onKeyDown?.(event);
  };

  const suggested = () => {
    if (facts.suggests === "complete") void setProgress(session, id, 100);
    else if (done) void moveCards(session, id, done.id);
  };

  return (
    <li
      className={classes.slot}
      style={{ top: props.top }}
      aria-posinset={props.place + 1}
      aria-setsize={props.of}
    >
      <div
        ref={(found) => {
          node.current = found;
          setNodeRef(found);
        }}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is picked up and opened by keys
        tabIndex={0}
        className={classes.card}
        data-card={id}
        data-dragging={isDragging || undefined}
        data-open={props.open || undefined}
        data-colour={colour}
        data-unfit={props.unfit || undefined}
        aria-label={spokenCard(task, facts, status.name, t as never)}
        aria-roledescription={t("card.role")}
        aria-describedby={may ? attributes["aria-describedby"] : undefined}
        {...listeners}
        onKeyDown={onKeyDown}
        onClick={(event) => {
          if (!(event.target as Element).closest("button")) deeds.open(id);
        }}
      >
        <CardFace
          task={task}
          facts={facts}
          column={column}
          inPhase={props.inPhase}
          onSuggested={may ? suggested : undefined}
          onBack={store.may("plan.edit") ? () => void archiveCards(session, id, false) : undefined}
        />
      </div>
    </li>
  );
});
