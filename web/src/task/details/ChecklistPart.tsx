/** A list of a task to be ticked off: its checklist, or the criteria by which it is accepted. */

import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { addItems, deleteItems, followChecklist, moveItem } from "~/commands/checklists";
import { type ChecklistKind, type Item, itemsOf, linesOf, percentOf } from "~/model/checklists";
import { useSession, useStore } from "~/store/react";
import { Part } from "../Part";
import panel from "../TaskPanel.module.css";
import { AddLine } from "./AddLine";
import { ChecklistItem } from "./ChecklistItem";
import classes from "./Details.module.css";
import { useReorder } from "./useReorder";

export function ChecklistPart(props: {
  taskId: number;
  kind: ChecklistKind;
  edits: boolean;
  /** Whether one may tick off. */
  may: boolean;
  asked: boolean;
}) {
  const { t } = useTranslation("details");
  const { taskId, kind, edits } = props;
  const session = useSession();
  const items = useStore((store) => itemsOf(store, taskId, kind), sameItems);
  // What both lists say together is said once.
  const first = useStore(
    (store) => kind === "checklist" || itemsOf(store, taskId, "checklist").length === 0,
  );
  const list = useRef<HTMLUListElement>(null);
  const done = items.filter((item) => item.done).length;
  const reorder = useReorder(list, (from, to) => {
    const item = items[from];
    // A place further down counts after it has left its own.
    const before = items[to > from ? to + 1 : to];
    if (item && from !== to) void moveItem(session, item.id, before?.id);
  });
  const focus = (place: number) => {
    const boxes = list.current?.querySelectorAll<HTMLElement>("textarea");
    boxes?.[Math.max(0, Math.min(place, items.length - 1))]?.focus();
  };
  const remove = (place: number) => {
    const item = items[place];
    if (!item) return;
    focus(place === 0 ? 1 : place - 1);
    void deleteItems(session, item.id);
  };

  return (
    <Part
      title={t(`title.${kind}`)}
      aside={
        items.length > 0 && (
          <span className={`hw-num ${panel.note}`}>{t("ofAll", { done, all: items.length })}</span>
        )
      }
    >
      {items.length > 0 && (
        <ul ref={list} className={classes.items} aria-label={t(`title.${kind}`)}>
          {items.map((item, place) => (
            <ChecklistItem
              key={item.id}
              item={item}
              edits={edits}
              may={props.may}
              handle={reorder.handle(place, items.length)}
              marked={reorder.mark(place)}
              onRemove={() => remove(place)}
            />
          ))}
        </ul>
      )}
      {edits && (
        <AddLine
          label={t(`line.${kind}`)}
          focused={props.asked}
          onAdd={(text) => void addItems(session, taskId, kind, [{ text, done: false }])}
          onPaste={(text) => {
            const lines = linesOf(text);
            if (lines.length < 2) return false;
            void addItems(session, taskId, kind, lines.slice(0, MOST));
            return true;
          }}
        />
      )}
      {items.length > 0 && first && <Says taskId={taskId} edits={edits} />}
    </Part>
  );
}

/** So many items come in at once. */
const MOST = 500;

/** What the items say of the task's progress: they set it, or suggest it. */
function Says({ taskId, edits }: { taskId: number; edits: boolean }) {
  const { t } = useTranslation("details");
  const session = useSession();
  const task = useStore((store) => store.task(taskId));
  const summary = useStore((store) => store.outlineLine(taskId)?.hasChildren ?? false);
  const percent = useStore((store) => percentOf(itemsOf(store, taskId)));
  if (!task || summary || percent === null) return null;
  if (task.progress_source === "checklist") {
    return <p className={panel.note}>{t("sets")}</p>;
  }
  if (!edits) return null;
  const differs = percent > 0 && percent !== task.percent_complete;
  return (
    <p className={panel.note}>
      {differs && t("suggests", { percent })}{" "}
      <button
        type="button"
        className={panel.follow}
        onClick={() => void followChecklist(session, taskId)}
      >
        {t("follow")}
      </button>
    </p>
  );
}

function sameItems(a: readonly Item[], b: readonly Item[]): boolean {
  return a.length === b.length && a.every((item, place) => item === b[place]);
}
