/** How far a task is: figures that the server keeps consistent, and the work done and left. */

import { useTranslation } from "react-i18next";
import { followBoard, setActuals, setProgress, setWork } from "~/commands";
import { formatDuration, parseDuration } from "~/model/durations";
import { doneOf, effortsOf } from "~/model/effort";
import { statusesOf, statusOf, untouched } from "~/model/workflow";
import type { TaskRow } from "~/protocol/tables.generated";
import { useSession, useStore } from "~/store/react";
import { seenAt } from "~/store/seen";
import { DateField } from "~/ui/DateField";
import { SavedInput } from "~/ui/SavedInput";
import { Part } from "./Part";
import classes from "./TaskPanel.module.css";

export function ProgressPart({ id }: { id: number }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const task = useStore((store) => store.task(id));
  const percent = useStore((store) => store.schedule(id)?.percent_complete);
  const project = useStore((store) => store.project);
  const summary = useStore((store) => store.outlineLine(id)?.hasChildren ?? false);
  const may = useStore((store) => store.may("plan.progress"));
  if (!task) return null;
  const shown = summary ? (percent ?? 0) : task.percent_complete;
  const done = doneOf(task);
  const length = (field: "actual_duration" | "remaining_duration", minutes: number) => (
    <SavedInput
      label={t(field === "actual_duration" ? "progress.done" : "progress.remaining")}
      value={formatDuration(minutes, task.duration_unit, project)}
      disabled={!may}
      check={(text) => {
        const found = parseDuration(text, project);
        return found && found.minutes >= 0 ? "" : t("dates.durationWrong");
      }}
      onSave={(text, seen) => {
        const found = parseDuration(text, project);
        if (found) void setActuals(seenAt(session, seen), id, { [field]: found.minutes });
      }}
    />
  );
  return (
    <Part title={t("progress.title")}>
      <div className={classes.meter} aria-hidden>
        <span style={{ width: `${shown}%` }} />
      </div>
      {!summary && <Source task={task} may={may} />}
      <div className={summary ? classes.grid : classes.three}>
        <SavedInput
          label={t("progress.percent")}
          value={String(shown)}
          inputMode="decimal"
          disabled={!may || summary}
          check={(text) => {
            const value = Number(text.replace("%", ""));
            return text && value >= 0 && value <= 100 ? "" : t("progress.percentWrong");
          }}
          onSave={(text, seen) => void setProgress(seenAt(session, seen), id, text)}
        />
        {!summary && (
          <>
            {length("actual_duration", done)}
            {length("remaining_duration", task.duration - done)}
          </>
        )}
      </div>
      {!summary && (
        <div className={classes.grid}>
          <DateField
            label={t("progress.started")}
            as="start"
            rules={project}
            value={task.actual_start}
            disabled={!may}
            placeholder={t("progress.notYet")}
            onChange={(actual_start, seen) =>
              void setActuals(seenAt(session, seen), id, { actual_start })
            }
          />
          <DateField
            label={t("progress.finished")}
            as="finish"
            rules={project}
            value={task.actual_finish}
            disabled={!may}
            placeholder={t("progress.notYet")}
            onChange={(actual_finish, seen) =>
              void setActuals(seenAt(session, seen), id, { actual_finish })
            }
          />
        </div>
      )}
      <Work id={id} may={may && !summary} />
    </Part>
  );
}

/** Where the figure comes from; what was typed may follow the board from now on. */
function Source({ task, may }: { task: TaskRow; may: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const statuses = useStore(statusesOf, sameRows);
  const edits = useStore((store) => store.may("plan.edit"));
  const status = statusOf(statuses, task);
  if (task.progress_source === "checklist") {
    return <p className={classes.note}>{t("progress.checklist")}</p>;
  }
  if (!status || (task.progress_source === "typed" && untouched(task))) return null;
  if (task.progress_source !== "board") {
    if (task.progress_source !== "typed" || task.status_id === null) return null;
    return (
      <p className={classes.note}>
        {t("progress.typed")}{" "}
        {may && edits && (
          <button
            type="button"
            className={classes.follow}
            onClick={() => void followBoard(session, task.id)}
          >
            {t("progress.follow", { column: status.name })}
          </button>
        )}
      </p>
    );
  }
  return <p className={classes.note}>{t("progress.board", { column: status.name })}</p>;
}

function sameRows<Row>(a: readonly Row[], b: readonly Row[]): boolean {
  return a.length === b.length && a.every((row, place) => row === b[place]);
}

/** Hours done and left of those who work on it; of a summary, those of its tasks. */
function Work({ id, may }: { id: number; may: boolean }) {
  const { t } = useTranslation("task");
  const session = useSession();
  const project = useStore((store) => store.project);
  const effort = useStore(
    (store) => effortsOf(store).get(id),
    (a, b) => a?.planned === b?.planned && a?.actual === b?.actual && a?.remaining === b?.remaining,
  );
  const staffed = useStore((store) => (store.index("assignments", "task_id").get(id) ?? []).length);
  if (!effort) return null;
  const hours = (minutes: number) => formatDuration(minutes, "h", project);
  const read = (text: string) =>
    parseDuration(/^[\d.,\s]+$/.test(text) ? `${text}h` : text, project)?.minutes ?? null;
  const field = (name: "actual_work" | "remaining_work", minutes: number) => (
    <SavedInput
      label={t(name === "actual_work" ? "progress.workDone" : "progress.workLeft")}
      value={hours(minutes)}
      disabled={!may || staffed === 0}
      check={(text) => {
        const found = text === "" ? 0 : read(text);
        return found !== null && found >= 0 ? "" : t("dates.durationWrong");
      }}
      onSave={(text, seen) =>
        void setWork(seenAt(session, seen), id, { [name]: text === "" ? null : read(text) })
      }
    />
  );
  return (
    <>
      <div className={classes.grid}>
        {field("actual_work", effort.actual)}
        {field("remaining_work", effort.remaining)}
      </div>
      <p className={classes.note}>{t("progress.workOf", { planned: hours(effort.planned) })}</p>
    </>
  );
}
