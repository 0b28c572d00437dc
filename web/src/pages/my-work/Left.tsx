/** Work that is left: a number that opens for typing. */

import { useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDuration, parseDuration } from "~/model/durations";
import type { MyProject, MyTask } from "./query";
import classes from "./Row.module.css";

/** Minutes; more is a slip of the keyboard: ten people for a year. */
const MOST = 20_000 * 60;

interface LeftProps {
  readonly task: MyTask;
  readonly project: MyProject;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onSave: (minutes: number) => void;
}

export function Left({ task, project, open, onOpen, onSave }: LeftProps) {
  const { t } = useTranslation("my-work");
  /** What was typed; null as long as nothing was. */
  const [typed, setTyped] = useState<string | null>(null);
  const [wrong, setWrong] = useState<"leftWrong" | "leftMost" | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const left = task.remaining_work_minutes;
  const hours = left === null ? "" : formatDuration(left, "h", project);
  const text = typed ?? hours;
  // Only as it opens: what is typed stays, whatever is told of the work meanwhile.
  useLayoutEffect(() => {
    if (!open) return;
    setTyped(null);
    setWrong(null);
    field.current?.focus();
    field.current?.select();
  }, [open]);

  if (left === null || task.milestone) return null;
  const words = t("row.left", { hours });
  if (!mayTypeLeft(task, project)) return <span className={classes.left}>{words}</span>;
  if (!open) {
    return (
      <button
        type="button"
        className={classes.leftButton}
        aria-label={t("row.leftLabel", { name: task.name, hours })}
        onClick={() => onOpen(true)}
      >
        {words}
      </button>
    );
  }
  const commit = (): void => {
    const bare = /^[\d.,\s]+$/.test(text) ? `${text}h` : text;
    const found = parseDuration(bare, project);
    if (!found || found.minutes < 0 || found.minutes > MOST) {
      setWrong(found && found.minutes > MOST ? "leftMost" : "leftWrong");
      return;
    }
    onOpen(false);
    if (found.minutes !== left) onSave(found.minutes);
  };
  return (
    <span className={classes.leftField}>
      <input
        ref={field}
        className={classes.leftInput}
        aria-label={t("row.leftInput", { name: task.name })}
        aria-invalid={wrong !== null || undefined}
        aria-describedby={wrong ? `left-${task.id}` : undefined}
        value={text}
        inputMode="text"
        enterKeyHint="done"
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => (wrong || text === hours ? onOpen(false) : commit())}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") commit();
          if (event.key === "Escape") onOpen(false);
        }}
      />
      {wrong && (
        <span id={`left-${task.id}`} role="alert" className={classes.leftWrong}>
          {t(`row.${wrong}`, { most: formatDuration(MOST, "h", project) })}
        </span>
      )}
    </span>
  );
}

/** Whether what is left is one's own to say: one assignment, and the right to change it. */
export function mayTypeLeft(task: MyTask, project: MyProject): boolean {
  return (
    project.may_edit &&
    task.assignments.length === 1 &&
    task.percent_complete < 100 &&
    task.remaining_work_minutes !== null &&
    !task.milestone
  );
}
