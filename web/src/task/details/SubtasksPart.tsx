/** The tasks right below this one: ticked off, opened, and added. */

import { Checkbox } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { quickAdd, setProgress } from "~/commands";
import type { TaskRow } from "~/protocol/tables.generated";
import { bySibling } from "~/store/outline";
import { useSession, useStore } from "~/store/react";
import { planDate } from "~/ui/dates";
import { Part } from "../Part";
import panel from "../TaskPanel.module.css";
import { AddLine } from "./AddLine";
import classes from "./Details.module.css";

export function SubtasksPart(props: {
  id: number;
  edits: boolean;
  may: boolean;
  asked: boolean;
  onOpenTask: (id: number) => void;
}) {
  const { t } = useTranslation("details");
  const { id, edits, may } = props;
  const session = useSession();
  const children = useStore(
    (store) => {
      const rows = store.rows("tasks");
      const keys = store.index("tasks", "parent_id").get(id) ?? [];
      return keys.flatMap((key) => rows.get(key) ?? []).sort(bySibling);
    },
    (a, b) => a.length === b.length && a.every((row, place) => row === b[place]),
  );
  const done = useStore(
    (store) =>
      children.filter((row) => (store.schedule(row.id)?.percent_complete ?? 0) >= 100).length,
  );
  return (
    <Part
      title={t("title.subtasks")}
      aside={
        children.length > 0 && (
          <span className={`hw-num ${panel.note}`}>
            {t("ofAll", { done, all: children.length })}
          </span>
        )
      }
    >
      {children.length > 0 && (
        <ul className={classes.items} aria-label={t("title.subtasks")}>
          {children.map((row) => (
            <Subtask key={row.id} row={row} may={may} onOpenTask={props.onOpenTask} />
          ))}
        </ul>
      )}
      {edits && (
        <AddLine
          label={t("line.subtasks")}
          focused={props.asked}
          onAdd={(text) => void quickAdd(session, text, { inside: id })}
        />
      )}
      {!children.length && <p className={panel.note}>{t("becomesSummary")}</p>}
    </Part>
  );
}

function Subtask(props: { row: TaskRow; may: boolean; onOpenTask: (id: number) => void }) {
  const { t } = useTranslation(["details", "task"]);
  const session = useSession();
  const { row } = props;
  const result = useStore((store) => store.schedule(row.id));
  const summary = useStore((store) => store.outlineLine(row.id)?.hasChildren ?? false);
  const percent = (summary ? result?.percent_complete : row.percent_complete) ?? 0;
  const name = row.name || t("task:unnamed");
  return (
    <li className={classes.item} data-done={percent >= 100 || undefined}>
      <Checkbox
        size="xs"
        aria-label={name}
        checked={percent >= 100}
        indeterminate={percent > 0 && percent < 100}
        disabled={!props.may || summary}
        onChange={(event) =>
          void setProgress(session, row.id, event.currentTarget.checked ? "100" : "0")
        }
      />
      <button
        type="button"
        className={`${panel.name} ${classes.open}`}
        title={name}
        onClick={() => props.onOpenTask(row.id)}
      >
        {name}
      </button>
      {result && <span className={`hw-num ${panel.note}`}>{planDate(result.finish)}</span>}
    </li>
  );
}
